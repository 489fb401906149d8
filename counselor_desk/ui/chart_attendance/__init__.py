"""The Attendance tab of a chart: hours week by week, sessions, schedule, mutual help."""

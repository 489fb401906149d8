"""The Work & life tab of a chart: what is to be done about work, school, aid and housing."""

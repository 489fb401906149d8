"""Today: what the counselor owes, and one step for each of it."""

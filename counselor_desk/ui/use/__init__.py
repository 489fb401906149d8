"""The view of use and cravings: substances, returns to use, overdoses, drug tests, urges."""

"""The week: planned and held sessions by the hour."""

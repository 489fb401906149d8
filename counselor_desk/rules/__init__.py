"""What is owed: pure functions from records to findings, one per rule."""

"""What one sees: the Qt window and its pages; no SQL and no rules."""

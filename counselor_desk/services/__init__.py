"""What one can do: verbs as functions that take the desk; no Qt and no SQL."""

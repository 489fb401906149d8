"""The page on which clients are imported from a file, and an import is undone."""

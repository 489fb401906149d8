"""Backups: the page, restoring one, and the banner over an older copy."""

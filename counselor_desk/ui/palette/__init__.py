"""The palette of Ctrl+K: one line to find clients, actions and what was written."""

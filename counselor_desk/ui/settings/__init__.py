"""Settings: one page with a list of sections, where every change applies at once."""

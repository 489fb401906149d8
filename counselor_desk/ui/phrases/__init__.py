"""Phrases and templates: the page where they are kept."""

"""Medications and allergies of a client, on the screen."""

"""A client's diagnoses and the picker of codes, on the screen."""

"""What things are: frozen records and their pure behaviour, on the standard library alone."""

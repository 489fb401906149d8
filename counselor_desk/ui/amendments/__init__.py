"""A client's requests to amend the record, on the screen."""

"""The Person view: everything about a client that is not clinical, on calm cards."""

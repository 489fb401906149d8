"""Counselor Desk: the whole paper desk of an addiction counselor, offline and encrypted."""

__version__ = "0.1.0"

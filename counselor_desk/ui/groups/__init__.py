"""The Groups page: every group, and one of them with its members, times and topics."""

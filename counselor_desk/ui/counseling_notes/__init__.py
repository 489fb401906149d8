"""Counseling notes on the screen: apart from the chart, under a passphrase of their own."""

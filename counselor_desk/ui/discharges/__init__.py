"""The discharge tab of a chart: twelve sections built from the record, written and signed."""

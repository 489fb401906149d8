"""The overview of a chart: what whoever opens it wants to know."""

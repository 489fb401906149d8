"""The Continued stay view of a chart: whether a client goes on here, moves on, or is done."""

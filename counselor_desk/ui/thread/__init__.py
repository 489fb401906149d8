"""The golden thread of a client: its holes, and the grid from problem to outcome."""

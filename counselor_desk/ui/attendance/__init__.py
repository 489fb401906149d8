"""The attendance page: a week of every client in a grid, its reasons, and what was not planned."""

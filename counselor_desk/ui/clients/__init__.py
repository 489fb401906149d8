"""The client list, the form of a client, and the frame of the chart."""

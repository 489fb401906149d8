"""The activity log on the screen."""

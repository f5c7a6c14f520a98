"""Why here and why not there, on the screen."""

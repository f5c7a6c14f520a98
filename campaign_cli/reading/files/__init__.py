"""The text of a plan's files, and where in it everything stands."""

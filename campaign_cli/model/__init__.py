"""What a campaign is: frozen data and pure functions on it, on the standard library alone."""

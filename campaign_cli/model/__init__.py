"""What a campaign is: frozen data and pure functions on it, importing the standard library alone."""

"""How even, how tight and how fragile a month is, and two plans side by side, on the screen."""

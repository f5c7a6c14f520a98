"""The month on the screen, and what is handed out of it."""

"""What is seen: screens made of values, and the only place that knows the terminal."""

"""What is wrong with a plan, and what would mend it, on the screen."""

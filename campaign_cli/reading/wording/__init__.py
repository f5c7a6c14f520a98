"""What is said of a plan's faults: codes, sentences, suggestions, what people write for it."""

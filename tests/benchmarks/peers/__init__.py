"""The same plans given to other programs, each answer held against the product's audit."""

"""What may stand in a plan file, and of which type: tables, kinds, JSON Schema."""

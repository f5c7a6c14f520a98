"""The integer programme: columns and rows, a function a rule, a function a preference."""

"""Solving one programme: when and where (bound, incumbent, neighbourhoods), then who serves."""

"""An office's own Word file, filled in with a page's data."""

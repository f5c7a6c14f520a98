"""Text that is no TOML, read as it was meant."""

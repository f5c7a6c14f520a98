"""The folder that files go to: its files, its manifest, its index."""

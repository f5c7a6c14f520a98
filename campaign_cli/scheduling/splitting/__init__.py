"""A plan in independent parts, each solved by itself: here, in processes, on a cluster."""

"""Questions about a finished schedule: moves, load, fairness, bottlenecks, dropouts."""

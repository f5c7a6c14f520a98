"""What several tests share: plans and months by hand, drawn plans, readers of exported files."""

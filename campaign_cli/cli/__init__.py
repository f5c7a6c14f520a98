"""What the coordinator types."""

from campaign_cli.cli.program import main

__all__ = ["main"]

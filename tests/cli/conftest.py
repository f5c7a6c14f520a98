"""A command typed in the folder of a small plan."""

from helpers.command_line import campaign, folder, plain_surroundings

__all__ = ["campaign", "folder", "plain_surroundings"]

"""Use cases in the folder of a small plan, in which commands are typed, too."""

from helpers.command_line import campaign, folder, plain_surroundings

__all__ = ["campaign", "folder", "plain_surroundings"]

"""Why a plan cannot work: lines that conflict, and repairs that make it work."""

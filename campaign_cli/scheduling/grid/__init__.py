"""Days and sessions, the events a plan asks for, and the places that are left to each."""

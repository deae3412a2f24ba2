"""The log of steps and their minutes against the mutu baku."""

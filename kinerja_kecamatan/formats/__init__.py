"""The Formats: made from the agreements in force, filled in, given to a Pelaksana, pardoned when late."""

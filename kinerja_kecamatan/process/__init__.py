"""What happens at each step of the SOP: moves, preconditions and effects, decisions, the guard's events."""

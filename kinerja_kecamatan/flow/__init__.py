"""The SOP in motion: workflows, steps, preconditions, effects."""

"""Recaps of units and of the office: filled, corrected, explained, kept, compared."""

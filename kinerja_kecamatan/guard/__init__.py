"""The server enforces what the desk only shows."""

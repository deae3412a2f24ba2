"""The throw-away bench itself, as far as it can be tried without a bench."""

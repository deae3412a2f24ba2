"""The four commands, one module each."""

"""What happens at each step, one module a DocType; `record` is what every move leaves behind. See process.composition."""

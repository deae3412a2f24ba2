"""What happens at each step, one module an activity; `record` is what every move leaves behind. See process.composition."""

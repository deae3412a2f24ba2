"""What changes on sites that have an earlier release."""

"""Who holds which appointment, and what follows from it."""

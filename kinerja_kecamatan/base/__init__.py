"""What knows nothing of the app's documents: the clock, names of DocTypes and roles, transactions, progress of jobs."""

"""Who did what when: the log of steps, its chain, and the minutes against the mutu baku."""

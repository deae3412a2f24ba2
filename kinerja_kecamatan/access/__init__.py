"""Who sees what, by Penugasan and the tree of units."""

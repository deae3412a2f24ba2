"""Making and filling Format Data Kinerja."""

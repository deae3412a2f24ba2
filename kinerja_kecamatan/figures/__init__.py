"""Figures: judged, aggregated over sources and time, looked up in other periods. Rules do the arithmetic."""

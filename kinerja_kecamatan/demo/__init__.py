"""Kecamatan Pace as a demo: invented people, plausible figures, the SOP driven over HTTP under a simulated clock."""

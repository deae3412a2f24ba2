"""Hardcopies: what stands on a paper, how it goes over pages, who signs. Plain data for templates/papers."""

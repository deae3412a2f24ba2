"""Rekapitulasi per unit and per kecamatan."""

"""The papers of finished steps: kept once and for good, printed again as they were, verified by anybody."""

"""Hypothesis: no deadline (CI machines stall), a number of examples that keeps the folder under 40 s."""

from hypothesis import HealthCheck, settings

settings.register_profile(
	"rules", deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.load_profile("rules")

"""What holds for every test."""

from hypothesis import HealthCheck, settings

# How long something takes belongs in benchmarks/; a slow machine must not fail a claim.
settings.register_profile("claims", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("claims")

"""What holds for every test."""

import os

from hypothesis import HealthCheck, settings

# How long something takes belongs in benchmarks/; a slow machine must not fail a claim. On CI the same commit
# gets the same verdict twice; everywhere else each run looks somewhere new.
settings.register_profile(
    "claims",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("claims")

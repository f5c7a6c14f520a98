"""What all tests share; that it stands here lets them `import builders`."""

from hypothesis import HealthCheck, settings

# Machines under load are slow; a slow example says nothing about the code.
settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

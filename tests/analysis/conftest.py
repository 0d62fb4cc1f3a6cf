"""Generated tests have no deadline: the first one pays for loading numpy and scipy."""

from hypothesis import settings

settings.register_profile("without_deadline", deadline=None)
settings.load_profile("without_deadline")

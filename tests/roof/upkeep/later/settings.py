"""The settings of the later version."""

from maillage.config.settings import *  # noqa: F403
from maillage.config.settings import INSTALLED_APPS as INSTALLED

INSTALLED_APPS = [*INSTALLED, "tests.roof.upkeep.later"]

"""Where is the official register read from?"""

from pathlib import Path

from django.conf import settings

from maillage.ground.territories.atlas.register import DEFAULT_FOLDER, FILE_NAME, Register


def official_register() -> Register:
    """The built register; `TERRITORY_REGISTER` names another file."""
    path = getattr(settings, "TERRITORY_REGISTER", DEFAULT_FOLDER / FILE_NAME)
    return Register(Path(path))

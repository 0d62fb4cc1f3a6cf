"""Each backup copied to another machine, by a command of the settings."""

import shlex
import subprocess
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

LONGEST = 3600.0
FILE = "{}"
MOST_LETTERS = 300


def copy_elsewhere(path: Path) -> str:
    """Why the copy failed, in words; nothing when it was made, or when none is wanted.

    The command is given the path of the file in place of `{}`, or at its end; no shell reads it.
    """
    words = shlex.split(settings.BACKUP_COPY)
    if not words:
        return ""
    place = str(path)
    is_placed = any(FILE in one for one in words)
    words = [one.replace(FILE, place) for one in words] if is_placed else [*words, place]
    try:
        ended = subprocess.run(  # noqa: S603  # the command is the installation's own
            words, capture_output=True, text=True, errors="replace", timeout=LONGEST, check=False
        )
    except subprocess.TimeoutExpired:
        return _("La copie a été arrêtée après une heure.")
    except OSError:
        return _("La commande de MAILLAGE_BACKUP_COPY ne se lance pas : « %(name)s ».") % {
            "name": words[0]
        }
    if not ended.returncode:
        return ""
    return _("La commande de MAILLAGE_BACKUP_COPY a échoué (code %(code)s) : %(text)s") % {
        "code": ended.returncode,
        "text": " ".join(ended.stderr.split())[-MOST_LETTERS:],
    }

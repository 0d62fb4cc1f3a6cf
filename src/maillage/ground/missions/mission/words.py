"""With which words does a mission stand where it stands?"""

from datetime import date

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.ground.missions.mission.queries import ReadLeaf

SINCE = {
    "todo": _("À engager"),
    "doing": _("En cours"),
    "done": _("En place"),
    "aged": _("À revoir"),
    "untooled": _("À outiller"),
}


def since_in_words(read: ReadLeaf) -> str:
    """The state and its date: "En place depuis le 12 mai 2026", with "déclaré" where it is."""
    word = SINCE.get(read.mark, "")
    if read.declaration is not None:
        words = french.long_date(read.declaration.declared_on)
        return _("%(state)s, déclaré le %(day)s") % {"state": word, "day": words}
    since: date | None = read.state.since if read.state else None
    if since is None:
        return word
    return _("%(state)s depuis le %(day)s") % {"state": word, "day": french.long_date(since)}

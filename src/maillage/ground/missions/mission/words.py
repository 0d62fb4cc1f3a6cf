"""With which words does a mission stand where it stands?"""

from datetime import date

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.probes import State
from maillage.ground.missions.mission.queries import ReadLeaf

SINCE = {
    "todo": _("À engager"),
    "doing": _("En cours"),
    "done": _("En place"),
    "aged": _("À revoir"),
    "untooled": _("À dire"),
}


def would_change(read: ReadLeaf, *, may_declare: bool) -> str:
    """What would move the mission from where it stands; nothing where the reader may not know."""
    if read.mark == "closed":
        return ""
    if read.aside:
        return _("Mise de côté : la reprendre la remet sur la carte.")
    if read.declaration is not None:
        return _declared_ends(read)
    if read.state is None:
        return (
            _("Aucun outil ne la suit : elle change quand vous le dites.")
            if may_declare
            else _("Aucun outil ne la suit : la personne qui conduit la coopération le dira.")
        )
    return read.next_step if may_declare and read.next_step else _state_ends(read.state)


def _state_ends(state: State) -> str:
    """Until when what was computed holds; nothing where no day ends it."""
    if state.until is None:
        return ""
    day = french.long_date(state.until)
    return _("Après le %(day)s, elle se lira « à revoir ».") % {"day": day}


def _declared_ends(read: ReadLeaf) -> str:
    """Until when what was declared holds."""
    if read.is_contradicted:
        return _("Ce qui est noté depuis la contredit : redites-la, ou retirez votre déclaration.")
    if read.is_old:
        return _("Déclarée il y a plus de six mois : redites-la, ou retirez votre déclaration.")
    day = french.long_date(read.say_again_on) if read.say_again_on else ""
    return _("Déclarée : après le %(day)s, elle se lira « à revoir ».") % {"day": day}


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

"""What is said around one actor: its reading, each thread, and by whom one may go to move it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.analysis.actor_game import Pressure
from maillage.core import french
from maillage.ground.actors.influence_map.around import Around, Tie

MOST_WAYS = 3


def around_sentence(one: Around) -> str:
    """On how many it acts, who acts on it, the strongest named; a person is never counted."""
    name = french.capital(french.with_article(one.player.name))
    if not one.acts and not one.undergoes:
        return _("Rien n’est noté autour de : %(name)s.") % {"name": one.player.name}
    return " ".join(part for part in (_acts(one, name), _undergoes(one, name)) if part)


def _acts(one: Around, name: str) -> str:
    if not one.acts:
        return ""
    if one.player.is_person:
        return _("%(name)s agit sur %(names)s.") % {"name": name, "names": _all(one.acts)}
    count = ngettext("%(n)s acteur", "%(n)s acteurs", len(one.acts))
    values = {"name": name, "count": count % {"n": french.in_words(len(one.acts))}}
    if not one.main_acts:
        return _("%(name)s agit sur %(count)s.") % values
    first = [french.of_body(tie.player.name) for tie in one.main_acts]
    values["what"] = f"{touched_words(one.main_acts[0].strength)} {french.listed(first)}"
    if len(one.acts) == len(one.main_acts):
        return _("%(name)s agit sur %(what)s.") % values
    return _("%(name)s agit sur %(count)s, d’abord sur %(what)s.") % values


def _undergoes(one: Around, name: str) -> str:
    if not one.undergoes:
        return ""
    count = len(one.undergoes)
    who = french.listed([french.with_article(tie.player.name) for tie in one.main_undergoes])
    values = {"name": name, "n": french.capital(french.in_words(count)), "who": who}
    if one.player.is_person:
        values["who"] = _all(one.undergoes)
        return _("Dans l’autre sens : %(who)s.") % values
    if not one.acts:
        values["name"] = french.with_article(one.player.name)
        counted = ngettext(
            "%(n)s acteur agit sur %(name)s", "%(n)s acteurs agissent sur %(name)s", count
        )
    else:
        counted = ngettext(
            "%(n)s agit dans l’autre sens", "%(n)s agissent dans l’autre sens", count
        )
    end = f"{', ' if count > 1 else _(' : ')}{who}" if who else ""
    first = _(" d’abord") if who and count > 1 else ""
    return f"{counted % values}{end}{first}."


def _all(ties: Sequence[Tie]) -> str:
    return french.listed([french.with_article(tie.player.name) for tie in ties])


def touched_words(strength: int) -> str:
    """What is touched, with its article: "les missions"."""
    return (_("le fonctionnement"), _("les projets"), _("les missions"), _("l’existence"))[
        strength - 1
    ]


def touch_words(strength: int) -> str:
    """What a thread says: "touche ses missions"."""
    return (
        _("touche son fonctionnement"),
        _("touche ses projets"),
        _("touche ses missions"),
        _("touche son existence"),
    )[strength - 1]


def way_words(one: Pressure, there: int | None, back: int | None) -> str:
    """Why one may go by it: what it touches, and what it undergoes from the actor in return."""
    does = touch_words(there) if there else _("agit par ricochet, à travers d’autres")
    if back:
        returned = _("dans l’autre sens, seulement %(what)s") % {"what": touched_words(back)}
        if there and back >= there:
            returned = _("et davantage encore par ricochet")
    elif one.back:
        returned = _("et plus fort que dans l’autre sens")
    else:
        returned = _("rien n’est noté dans l’autre sens") if back is None else _("sans rien subir")
    return f"{does} ; {returned}" if not returned.startswith("et ") else f"{does}, {returned}"

"""How is a place taken in the cooperation said, of one structure or of several?"""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.ground.directory.records.models.members import Member


def placed_words(member: Member) -> str:
    """That it is in, or from which day it will be."""
    if member.since and member.since > timezone.localdate():
        values = {"name": member, "day": french.long_date(member.since)}
        return _("%(name)s entrera dans la coopération le %(day)s.") % values
    return _("%(name)s est dans la coopération.") % {"name": member}


def several_sentence(has_choices: bool) -> str:
    """What the page of several places says first."""
    if has_choices:
        return _(
            "Cochez les structures qui entrent dans la coopération ; les autres restent à "
            "l’annuaire."
        )
    return _("Toutes les structures de l’annuaire ont leur place : rien à ajouter.")


def entered_words(entered: Sequence[Member]) -> str:
    """How many structures took a place."""
    words = ngettext(
        "Une structure est dans la coopération.",
        "%(n)s structures sont dans la coopération.",
        len(entered),
    )
    return words % {"n": french.number(len(entered))} if entered else _("Rien n’est placé.")


def brought_words(file_name: str, created: int, existing: int) -> str:
    """From which import the structures to be placed come, and how many of them it created."""
    new = ngettext("une créée", "%(n)s créées", created) % {
        "n": french.in_words(created, feminine=True)
    }
    old = ngettext("une déjà connue", "%(n)s déjà connues", existing)
    parts = [new] * bool(created) + [old % {"n": french.in_words(existing, feminine=True)}] * bool(
        existing
    )
    sentence = _("Elles viennent de l’import de « %(file)s » : %(what)s.")
    return sentence % {"file": file_name, "what": french.listed(parts)}

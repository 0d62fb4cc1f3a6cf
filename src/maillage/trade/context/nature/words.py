"""How is it said that a structure lives the cooperation as wished or imposed, and moved?"""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.ground.directory.models import Actor
from maillage.trade.context.choices import Nature
from maillage.trade.context.nature.models import NatureReading
from maillage.trade.context.nature.queries import NatureRow

FORCED = (Nature.PRESSED.value, Nature.IMPOSED.value)
WANTED = (Nature.WISHED.value, Nature.LEANING.value)


def standing_words(row: NatureRow) -> str:
    """« acceptée, depuis le 4 mai 2026 », or that nothing is known."""
    last = row.last
    if last is None:
        return _("pas encore lue")
    return _("%(word)s, le %(day)s") % {"word": last, "day": french.long_date(last.on)}


def moved_words(row: NatureRow) -> str:
    """From which word it came, when, and what made it move; nothing for a single word."""
    last, former = row.last, row.former
    if last is None or former is None:
        return ""
    way = Nature(last.nature).place - Nature(former.nature).place
    said = _("plus imposée qu’en %(month)s") if way > 0 else _("plus souhaitée qu’en %(month)s")
    said = said % {"month": french.month_and_year(former.on)}
    said = _("%(said)s (%(word)s)") % {"said": said, "word": former}
    return _("%(said)s : %(why)s") % {"said": said, "why": last.moved_by} if last.moved_by else said


def became_note(actor: Actor) -> str:
    """What became of a structure: merged, gone, no longer a member; nothing when it is one."""
    structure = actor.organisation
    if structure is None:
        return _("groupe")
    if structure.successor is not None:
        return _("devenue %(name)s") % {"name": structure.successor}
    if structure.ended_on:
        return _("n’existe plus depuis le %(day)s") % {"day": french.long_date(structure.ended_on)}
    return "" if getattr(actor, "is_member", True) else _("n’est plus membre")


def nature_reading(words: Sequence[str]) -> str:
    """How many members were read, how many live it as wished, how many as imposed."""
    known = [word for word in words if word]
    if not known:
        return ""
    said = _("%(known)s structures membres lues sur %(all)s.") % {
        "known": french.in_words(len(known), feminine=True).capitalize(),
        "all": french.in_words(len(words), feminine=True),
    }
    if len(known) == 1:
        said = _("Une structure membre lue sur %(all)s.") % {
            "all": french.in_words(len(words), feminine=True)
        }
    if len(known) * 5 < len(words) * 2:
        return said + " " + _("C’est trop peu pour dire ce que vit l’ensemble.")
    counts = Counter(known)
    wanted, forced = (sum(counts[word] for word in some) for some in (WANTED, FORCED))
    parts = [
        ngettext("une la souhaite", "%(n)s la souhaitent", wanted)
        % {"n": french.in_words(wanted, feminine=True)}
        if wanted
        else "",
        ngettext("une la vit comme imposée", "%(n)s la vivent comme imposée", forced)
        % {"n": french.in_words(forced, feminine=True)}
        if forced
        else "",
    ]
    told = ", ".join(part for part in parts if part)
    return f"{said} {told[:1].upper()}{told[1:]}." if told else said


def evolution_words(readings: Sequence[NatureReading]) -> str:
    """All the words of a structure in order, for who cannot see the slope."""
    return ", ".join(
        _("%(word)s le %(day)s") % {"word": one, "day": french.long_date(one.on)}
        for one in readings
    )

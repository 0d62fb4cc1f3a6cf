"""How is it said that a structure lives the cooperation as wished or imposed, and moved?"""

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.ground.directory.models import Actor
from maillage.trade.context.choices import Nature
from maillage.trade.context.nature.models import NatureReading
from maillage.trade.context.nature.queries import NatureRow

FORCED = (Nature.PRESSED.value, Nature.IMPOSED.value)
ACCEPTED = (Nature.ACCEPTED.value,)
WANTED = (Nature.WISHED.value, Nature.LEANING.value)


def standing_words(row: NatureRow, *, is_whole: bool) -> str:
    """« acceptée, le 4 mai 2026 », or that nothing is noted, or is open to this reader."""
    last = row.last
    if last is None:
        return _("pas encore lue") if is_whole else _("rien d’ouvert à votre lecture")
    return _("%(word)s, le %(day)s") % {"word": last, "day": french.long_date(last.on)}


def moved_words(row: NatureRow) -> str:
    """From which word it came, when, and what made it move; nothing for a single word."""
    last, former = row.last, row.former
    if last is None or former is None:
        return ""
    way = Nature(last.nature).place - Nature(former.nature).place
    sentence = _("plus imposée qu’en %(month)s") if way > 0 else _("plus souhaitée qu’en %(month)s")
    sentence = sentence % {"month": french.month_and_year(former.on)}
    sentence = _("%(said)s (%(word)s)") % {"said": sentence, "word": former}
    return (
        _("%(said)s : %(why)s") % {"said": sentence, "why": last.moved_by}
        if last.moved_by
        else sentence
    )


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
    names = [word for word in words if word]
    if not names:
        return ""
    sentence = _("%(known)s structures membres lues sur %(all)s.") % {
        "known": french.in_words(len(names), feminine=True).capitalize(),
        "all": french.in_words(len(words), feminine=True),
    }
    if len(names) == 1:
        sentence = _("Une structure membre lue sur %(all)s.") % {
            "all": french.in_words(len(words), feminine=True)
        }
    if len(names) * 5 < len(words) * 2:
        return sentence + " " + _("C’est trop peu pour dire ce que vit l’ensemble.")
    groups = [_lived(Counter(names), some) for some in (WANTED, ACCEPTED, FORCED)]
    text = " ; ".join(part for part in groups if part)
    text = text.replace(", ", _(", la coopération est "), 1)
    return f"{sentence} {french.capital(text)}." if text else sentence


def _lived(counts: Counter[str], words: Sequence[str]) -> str:
    """For how many it is what these words say, in those that were noted."""
    count = sum(counts[word] for word in words)
    if not count:
        return ""
    return _("pour %(n)s, %(words)s") % {
        "n": french.in_words(count, feminine=True),
        "words": _(" ou ").join(str(Nature(word).label) for word in words if counts[word]),
    }


def open_nature_reading(words: Sequence[str]) -> str:
    """The same for those who may not read all: it rests on what is open to them."""
    sentence = nature_reading(words)
    if not sentence:
        return _("Aucune lecture n’est ouverte à votre accès.")
    return _("D’après ce qui vous est ouvert : %(reading)s") % {
        "reading": f"{sentence[:1].lower()}{sentence[1:]}"
    }


def evolution_words(readings: Sequence[NatureReading]) -> str:
    """All the words of a structure in order, for whoever cannot see the slope."""
    return ", ".join(
        _("%(word)s le %(day)s") % {"word": one, "day": french.long_date(one.on)}
        for one in readings
    )

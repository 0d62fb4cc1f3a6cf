"""What the answers say together, in sentences."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.trade.dialogue.compromises.queries import CompromiseSheet
from maillage.trade.dialogue.compromises.rules import Condition, Standing, deciding_actors

READABLE = 40


@dataclass(frozen=True, slots=True)
class Term:
    """An option in the table that explains the order: its counts, and who."""

    label: str
    rank: int
    refusing: str
    conditional: str
    silent: str
    regret: str


def compromise_sentence(sheet: CompromiseSheet) -> str:
    """The best option and why, or why nothing can be read yet."""
    one, readings = sheet.compromise, sheet.readings
    if one.chosen and one.settled_on:
        return _("« %(option)s » est acceptée depuis le %(day)s.") % {
            "option": one.chosen.label,
            "day": french.long_date(one.settled_on),
        }
    if one.settlement and one.settled_on:
        return _("Abandonné le %(day)s.") % {"day": french.long_date(one.settled_on)}
    if not sheet.options:
        return _("Aucune option n’est encore écrite.")
    if not readings.places:
        return _("Personne n’est encore consulté.")
    if readings.coverage < READABLE:
        return _("Cela ne se lit pas encore : %(n)s sur %(all)s.") % {
            "n": _answers(readings.answered),
            "all": french.in_words(readings.places, feminine=True),
        }
    return _best(sheet)


def _best(sheet: CompromiseSheet) -> str:
    readings = sheet.readings
    best = [one for one in readings.options if one.rank == 1]
    names = joined([f"« {_label(sheet, one.option)} »" for one in best])
    if not is_answered(sheet, best[0]):
        return _("Personne n’a répondu sur %(names)s : demandez avant de comparer.") % {
            "names": names
        }
    if len(sheet.options) == 1:
        return _("%(name)s : %(why)s. Une seule option n’est pas un choix : ajoutez-en une.") % {
            "name": names,
            "why": standing_words(best[0]),
        }
    if len(best) > 1:
        sentence = _("%(name)s se valent : %(why)s.")
    elif not is_best_accepted(sheet, best[0]):
        sentence = _("%(name)s vient d’abord : %(why)s.")
    else:
        sentence = _("%(name)s est la mieux acceptée : %(why)s.")
    read = sentence % {"name": names, "why": standing_words(best[0])}
    if not best[0].refusing:
        return read
    return _("Chaque option est refusée par quelqu’un ; %(read)s") % {"read": read}


def is_best_accepted(sheet: CompromiseSheet, one: Standing) -> bool:
    """Whether nobody refuses the option, and no other has more structures that agree.

    A structure agrees with or without conditions; a silence is no agreement.
    """
    agreeing = [
        len(sheet.actors) - len(option.refusing) - len(option.silent)
        for option in sheet.readings.options
    ]
    mine = len(sheet.actors) - len(one.silent)
    return not one.refusing and mine > 0 and mine == max(agreeing)


def is_answered(sheet: CompromiseSheet, one: Standing) -> bool:
    """Whether a structure at least said something of the option: a silence accepts nothing."""
    return len(one.silent) < len(sheet.actors)


def doubt_sentences(sheet: CompromiseSheet) -> list[str]:
    """That an answer to confirm would change the best option, while one is read."""
    if sheet.compromise.settlement or sheet.readings.coverage < READABLE or len(sheet.options) < 2:
        return []
    options = [one.pk for one in sheet.options]
    actors = deciding_actors(options, [one.pk for one in sheet.actors], sheet.answers)
    if not actors:
        return []
    sentence = ngettext(
        "Une réponse à confirmer, celle de %(names)s, suffit à changer cette lecture.",
        "Chacune des réponses à confirmer de %(names)s suffit à changer cette lecture.",
        len(actors),
    )
    return [sentence % {"names": french.listed([sheet.name(one) for one in actors])}]


def coverage_note(sheet: CompromiseSheet) -> str:
    """How many answers there are, and what one structure or one option does not tell."""
    readings = sheet.readings
    sentence = _("%(n)s sur %(all)s.") % {
        "n": _answers(readings.answered).capitalize(),
        "all": french.in_words(readings.places, feminine=True),
    }
    if len(sheet.actors) == 1:
        sentence += " " + _("Une seule structure est consultée : ce n’est que son avis.")
    return sentence


def _answers(count: int) -> str:
    if not count:
        return _("aucune réponse")
    sentence = ngettext("%(n)s réponse", "%(n)s réponses", count)
    return sentence % {"n": french.in_words(count, feminine=True)}


def standing_words(one: Standing) -> str:
    """« aucun refus, deux conditions, une silencieuse »."""
    refusals = len(one.refusing)
    parts = [
        ngettext("un refus", "%(n)s refus", refusals) % {"n": french.in_words(refusals)}
        if refusals
        else _("aucun refus")
    ]
    conditional = len(one.conditional)
    if conditional:
        sentence = ngettext(
            "une structure pose ses conditions",
            "%(n)s structures posent leurs conditions",
            conditional,
        )
        parts.append(sentence % {"n": french.in_words(conditional, feminine=True)})
    silent = len(one.silent)
    if silent:
        sentence = ngettext("une n’a rien dit", "%(n)s n’ont rien dit", silent)
        parts.append(sentence % {"n": french.in_words(silent, feminine=True)})
    return ", ".join(parts)


def unlocking_sentences(sheet: CompromiseSheet) -> list[str]:
    """What meeting each condition would change, the one that unlocks most first."""
    return [_unlocking(sheet, one) for one in sheet.readings.conditions if one.actors]


def _unlocking(sheet: CompromiseSheet, one: Condition) -> str:
    sentence = _("« %(condition)s » : %(names)s dirait oui.")
    if len(one.actors) > 1:
        sentence = _("« %(condition)s » : %(names)s diraient oui.")
    words = sentence % {
        "condition": one.words,
        "names": joined([sheet.name(actor) for actor in one.actors]),
    }
    if one.options:
        options = joined([f"« {_label(sheet, option)} »" for option in one.options])
        words += " " + _("Plus rien ne s’opposerait à %(options)s.") % {"options": options}
    return words


def terms(sheet: CompromiseSheet) -> list[Term]:
    """The table that says why the options stand in this order."""
    return [
        Term(
            label=_label(sheet, one.option),
            rank=one.rank,
            refusing=_names(sheet, one.refusing),
            conditional=_names(sheet, one.conditional),
            silent=_names(sheet, one.silent),
            regret=_regret(one.worst_regret),
        )
        for one in sheet.readings.options
    ]


def _regret(regret: int) -> str:
    return (_("aucun"), _("un pas"), _("deux pas"))[regret]


def _names(sheet: CompromiseSheet, actors: Sequence[int]) -> str:
    return ", ".join(sheet.name(actor) for actor in actors)


def _label(sheet: CompromiseSheet, option: int) -> str:
    compromise_option = sheet.option(option)
    return compromise_option.label if compromise_option else ""


def joined(names: Sequence[str]) -> str:
    """« A, B et C »."""
    *first, last = names or [""]
    return _("%(first)s et %(last)s") % {"first": ", ".join(first), "last": last} if first else last

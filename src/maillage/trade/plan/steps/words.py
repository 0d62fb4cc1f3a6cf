"""How are a step, a slip and a wait put in a line?"""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.steps.models import ActionStep, Blocker, Dependency
from maillage.trade.plan.steps.possible import Possible, Wait


def _days(days: int) -> str:
    return ngettext("%(n)s jour", "%(n)s jours", days) % {"n": french.number(days)}


def margin_words(one: Possible) -> str:
    """« 69 jours de marge », « sans marge », or nothing when nothing is known."""
    if one.margin is None:
        return ""
    if one.margin <= 0:
        return _("sans marge")
    return _("%(days)s de marge") % {"days": _days(one.margin)}


def possible_words(step: ActionStep, one: Possible, today: date) -> str:
    """« faite le 20 mars », « 15 avr. », « non connue, Brolles n’a pas dit quand son conseil »."""
    if step.done_on:
        return _("faite le %(day)s") % {"day": french.short_date(step.done_on, today)}
    if one.end:
        return french.short_date(one.end, today)
    if one.unknown_because:
        return _("non connue")
    return ""


def announced_words(step: ActionStep, one: Possible, *, reads_names: bool) -> str:
    """That the possible day is the one that was announced, and by whom, for who may read it."""
    if step.is_done or step.announced_on is None or step.announced_on != one.end:
        return ""
    if step.announced_by and reads_names:
        return _("date annoncée par %(who)s") % {"who": step.announced_by}
    return _("date annoncée")


def unknown_words(possible: Sequence[Possible]) -> str:
    """Whose council's day nobody knows, in a sentence, or nothing."""
    names = sorted({one.unknown_because for one in possible if one.unknown_because})
    if not names:
        return ""
    return ngettext(
        "Date possible non connue : %(names)s n’a pas dit quand son conseil se réunit.",
        "Date possible non connue : %(names)s n’ont pas dit quand leur conseil se réunit.",
        len(names),
    ) % {"names": french.capital(french.listed([french.with_article(one) for one in names]))}


def wait_words(one: Wait) -> str:
    """« Le Département attend 94 jours d’étapes de la CC »: their length, not a delay."""
    who = french.listed([french.with_article(name) for name in one.waiting])
    return ngettext(
        "%(who)s attend %(days)s d’étapes %(of)s",
        "%(who)s attendent %(days)s d’étapes %(of)s",
        len(one.waiting),
    ) % {
        "who": french.capital(who),
        "days": _days(one.days),
        "of": french.of_body(one.structure),
    }


def tie_words(after: str, before: str, one: Wait) -> str:
    """« « Avis » attend « Dossier » », or the vote of who is awaited where no step is."""
    if not before:
        return _("« %(after)s » attend le vote %(of)s") % {
            "after": french.inner_quotes(after),
            "of": french.of_body(one.structure),
        }
    return _("« %(after)s » attend « %(before)s »") % {
        "after": french.inner_quotes(after),
        "before": french.inner_quotes(before),
    }


def action_words(one: Action) -> str:
    """« fiche 12 », or its title where it has no number."""
    if one.number:
        return _("fiche %(number)s") % {"number": one.number}
    return _("fiche « %(title)s »") % {"title": french.inner_quotes(str(one))}


def margin_note(end: date | None, own: Sequence[Possible]) -> str:
    """Before what the margins of its `own` steps are counted; nothing when that is not known.

    What an action waits for may end after it: the margins are then counted to that.
    """
    if end is None:
        return ""
    if end not in {one.end for one in own}:
        words = _(
            "Marge : ce qu’une étape peut perdre sans que rien, ici ou dans une fiche attendue, ne "
            "finisse après le %(day)s."
        )
    else:
        words = ngettext(
            "Marge : ce que l’étape peut perdre sans finir après le %(day)s.",
            "Marge : ce qu’une étape peut perdre sans que la dernière étape finisse après le "
            "%(day)s.",
            len(own),
        )
    return words % {"day": french.long_date(end)}


def possible_note(*, awaits: bool) -> str:
    """From what the possible days are read, where a step `awaits` another or a vote."""
    if awaits:
        return _("Possible : au plus tôt, d’après ce qui est fait et ce qu’une étape attend.")
    return _("Possible : au plus tôt, d’après ce qui est fait et prévu.")


def awaited_words(one: Dependency) -> str:
    """« attend le dossier d’agrément », and how many days after."""
    before = one.before_step or one.before_action
    words = _("attend « %(before)s »") % {"before": french.inner_quotes(str(before))}
    if one.before_action_id != one.after_action_id:
        number = one.before_action.number
        words += (_(", fiche %(number)s") % {"number": number}) if number else ""
    if one.lag > 0:
        words += _(", puis %(days)s") % {"days": _days(one.lag)}
    return words


def blocker_words(one: Blocker, today: date) -> str:
    """What blocks, who can lift it and by when."""
    who = french.with_article(str(one.organisation)) if one.organisation else one.who
    words = _("%(what)s : %(who)s peut le lever") % {
        "what": french.capital(one.what.rstrip(".")),
        "who": who,
    }
    if one.expected_on is None:
        return f"{words}."
    day = french.long_date(one.expected_on)
    if one.is_overdue(today):
        return _("%(words)s ; c’était attendu pour le %(day)s.") % {"words": words, "day": day}
    return _("%(words)s, pour le %(day)s.") % {"words": words, "day": day}


def what_if_words(step: str, day: date, last: str, ends: tuple[date | None, date | None]) -> str:
    """« Avec « Dossier complet » le 17 décembre 2026, « Ouverture » revient au 14 avril 2027. ».

    `ends` are the end as things stand, then the one that would be.
    """
    former, end = ends
    values = {
        "step": french.inner_quotes(step),
        "day": french.long_date(day),
        "last": french.inner_quotes(last),
        "end": french.long_date(end) if end else "",
    }
    if end is None or former is None:
        return _("Avec « %(step)s » le %(day)s, la fin de « %(last)s » reste inconnue.") % values
    if end == former:
        return _("Avec « %(step)s » le %(day)s, « %(last)s » reste au %(end)s.") % values
    if end > former:
        return _("Avec « %(step)s » le %(day)s, « %(last)s » recule au %(end)s.") % values
    return _("Avec « %(step)s » le %(day)s, « %(last)s » revient au %(end)s.") % values

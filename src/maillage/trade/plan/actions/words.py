"""How are the plan, an action, a part put in a line?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.french import NBSP
from maillage.foundation.cooperations.choices import Visibility
from maillage.trade.plan.actions.models import Action, Share, ShareAnswer
from maillage.trade.plan.actions.queries.rows import PlanCounts
from maillage.trade.plan.actions.queries.sheet import ShareLine
from maillage.trade.plan.actions.rules import days_late
from maillage.trade.plan.choices import ActionState, ShareAnswerKind

ANSWER_MARKS = {
    ShareAnswerKind.ACCEPTED: "yes",
    ShareAnswerKind.RESERVED: "reserve",
    ShareAnswerKind.REFUSED: "no",
}


def part_mark(share: Share, answer: ShareAnswer | None) -> str:
    """The mark of what a structure answers to its part: it may not be proposed yet."""
    if answer is not None:
        return ANSWER_MARKS[ShareAnswerKind(answer.answer)]
    return "sent" if share.asked_on else "ask"


def refused_words(share: Share) -> str:
    """What is left without anybody once a part is refused."""
    what = share.does or str(share.get_role_display())
    return _("Personne ne prend ceci : « %(what)s ».") % {"what": french.inner_quotes(what)}


def share_words(share: Share) -> str:
    """« « Un tarif commun » : pilote, pour le 15 février 2027 ; délibère sur le tarif. »"""
    words = _("« %(title)s » : %(role)s") % {
        "title": french.inner_quotes(share.action.title),
        "role": share.get_role_display(),
    }
    if share.due_on:
        words += _(", pour le %(day)s") % {"day": french.long_date(share.due_on)}
    does = share.does.rstrip(".")
    return f"{words} ; {does}." if does else f"{words}."


def again_words(share: Share) -> str:
    """Why a part that was answered is to ask once more."""
    if share.due_on is None:
        return _("Des dates ont été reportées depuis sa réponse.")
    return _("Des dates ont été reportées : sa part est maintenant pour le %(day)s.") % {
        "day": french.long_date(share.due_on)
    }


def in_states(states: Mapping[str, int]) -> str:
    """« huit réalisées, onze en cours, trois à venir », without the states of nothing."""
    return ", ".join(
        one % {"n": french.in_words(count, feminine=True)}
        for state, one in _state_words(states)
        if (count := states.get(state, 0))
    )


def _state_words(states: Mapping[str, int]) -> list[tuple[str, str]]:
    done, dropped = states.get(ActionState.DONE, 0), states.get(ActionState.DROPPED, 0)
    return [
        (ActionState.DONE, ngettext("%(n)s réalisée", "%(n)s réalisées", done)),
        (ActionState.RUNNING, _("%(n)s en cours")),
        (ActionState.READY, _("%(n)s à venir")),
        (ActionState.PAUSED, _("%(n)s en pause")),
        (ActionState.TALK, _("%(n)s à discuter")),
        (ActionState.DROPPED, ngettext("%(n)s abandonnée", "%(n)s abandonnées", dropped)),
    ]


def counted_actions(states: Mapping[str, int], every: int = 0) -> str:
    """« six fiches : une réalisée, quatre en cours, une à venir », « six fiches sur 26 : … »."""
    total = sum(states.values())
    count = french.counted(total, _("fiche"), _("fiches"))
    if every > total:
        count = _("%(count)s sur %(every)s") % {
            "count": count,
            "every": french.in_words(every, feminine=True),
        }
    if total == 1:
        only = next(ActionState(state) for state, number in states.items() if number)
        return f"{count}, {only.label}"
    return f"{count} : {in_states(states)}"


def plan_sentence(counts: PlanCounts, every: int = 0, *, may_date: bool = False) -> str:
    """How many actions, in which states, how many have passed their day; the silent parts.

    Of those shown among `every`, when some are left out. Who `may_date` them is told where to
    begin.
    """
    if not counts.all:
        return ""
    silent = ngettext(
        "Une part est sans réponse depuis deux mois.",
        "%(n)s parts sont sans réponse depuis deux mois.",
        counts.silent,
    ) % {"n": french.capital(french.in_words(counts.silent, feminine=True))}
    stands = _stands_words(counts, every, may_date=may_date)
    return f"{stands} {silent}" if counts.silent else stands


def _stands_words(counts: PlanCounts, every: int, *, may_date: bool) -> str:
    first = french.capital(counted_actions(counts.states, every))
    if counts.slipping:
        slip = ngettext("Une glisse", "%(n)s glissent", counts.slipping) % {
            "n": french.capital(french.in_words(counts.slipping, feminine=True))
        }
        return f"{first}. {slip}."
    if counts.late:
        late = ngettext(
            "Une a passé sa date prévue", "%(n)s ont passé leur date prévue", counts.late
        ) % {"n": french.capital(french.in_words(counts.late, feminine=True))}
        return f"{first}. {late}."
    is_open = counts.all - sum(counts.states.get(one, 0) for one in ("done", "dropped"))
    if is_open and counts.without_day == is_open:
        begin = _(" : commencez par celles que vous devez tenir") if may_date else ""
        return _("%(first)s. Aucune date%(begin)s.") % {"first": first, "begin": begin}
    return (
        _("%(first)s. Aucune fin de fiche ne glisse.") % {"first": first}
        if is_open
        else f"{first}."
    )


def late_words(state: str, due_on: date | None, today: date) -> str:
    """« en retard de 41 jours », or nothing."""
    days = days_late(state, due_on, today)
    return (
        ngettext("en retard d’un jour", "en retard de %(n)s jours", days)
        % {"n": french.number(days)}
        if days
        else ""
    )


def delay_words(days: int) -> str:
    """« 41 jours », « un jour »: days everywhere, to be compared."""
    return ngettext("un jour", "%(n)s jours", days) % {"n": french.number(days)}


def slip_words(days: int) -> str:
    """« glisse de 41 jours », or nothing."""
    return _("glisse de %(delay)s") % {"delay": delay_words(days)} if days else ""


def status_words(action: Action, today: date, *, unbegun: int = 0) -> str:
    """Where an action stands, in a sentence without its full stop.

    Of one under way none of whose steps has begun, that it is announced so.
    """
    state = french.capital(str(action.get_state_display()))
    if unbegun_words(action, unbegun):
        state = _("Annoncée « %(state)s »") % {"state": action.get_state_display()}
    if action.ended_on:
        return _("%(state)s le %(day)s") % {
            "state": state,
            "day": french.long_date(action.ended_on),
        }
    if not action.is_open:
        return state
    if action.due_on is None:
        return _("%(state)s, sans date de fin") % {"state": state}
    day = french.long_date(action.due_on)
    if action.possible_on and action.days_slipping:
        return _("%(state)s ; possible le %(day)s, %(delay)s après la date prévue") % {
            "state": state,
            "day": french.long_date(action.possible_on),
            "delay": delay_words(action.slip),
        }
    if days := days_late(action.state, action.due_on, today):
        return ngettext(
            "%(state)s ; la fin était prévue hier, le %(day)s",
            "%(state)s ; la fin était prévue il y a %(n)s jours, le %(day)s",
            days,
        ) % {"state": state, "n": french.number(days), "day": day}
    is_paused = action.state == ActionState.PAUSED
    words = _("%(state)s ; fin prévue le %(day)s") if is_paused else _("%(state)s, pour le %(day)s")
    return words % {"state": state, "day": day}


def ready_letters_words(letters: int, parts: int) -> str:
    """« 500 lettres prêtes pour 4 000 parts sans réponse, à envoyer si ce n’est fait »."""
    words = ngettext(
        "Une lettre prête pour %(parts)s sans réponse, à envoyer si ce n’est fait",
        "%(n)s lettres prêtes pour %(parts)s sans réponse, à envoyer si ce n’est fait",
        letters,
    )
    return words % {
        "n": french.in_words(letters, feminine=True),
        "parts": french.counted(parts, _("part"), _("parts")),
    }


def unbegun_words(action: Action, unbegun: int) -> str:
    """That no step of an action under way has begun, of the `unbegun` ones; else nothing."""
    if action.state != ActionState.RUNNING or not unbegun:
        return ""
    return ngettext(
        "Son étape n’est pas notée commencée.",
        "Aucune de ses %(n)s étapes n’est notée commencée.",
        unbegun,
    ) % {"n": french.in_words(unbegun, feminine=True)}


def readers_words(*actions: Action, is_gathered: bool = False) -> str:
    """Who will read what is typed of these actions: those who read all of them.

    When `is_gathered`, how and from whom stays with the team.
    """
    levels = [Visibility(one.visibility) for one in actions]
    words = _("Sur la fiche, ce que vous écrivez ici sera lu par %(readers)s.") % {
        "readers": min(levels, key=list(Visibility).index).label
    }
    source = _("Comment et auprès de qui c’est recueilli reste à l’équipe projet.")
    return f"{words} {source}" if is_gathered else words


def parts_sentence(lines: Sequence[ShareLine], *, is_open: bool = True) -> str:
    """« Sept parts : cinq acceptées, une avec réserve, une à demander. »

    Of an action that is over, « une jamais demandée ».
    """
    if not lines:
        return ""
    counts = Counter(part_mark(one.share, one.answer) for one in lines)
    words = {
        "yes": ngettext("%(n)s acceptée", "%(n)s acceptées", counts["yes"]),
        "reserve": _("%(n)s avec réserve"),
        "no": ngettext("%(n)s refusée", "%(n)s refusées", counts["no"]),
        "sent": _("%(n)s sans réponse"),
        "ask": _("%(n)s à demander")
        if is_open
        else ngettext("%(n)s jamais demandée", "%(n)s jamais demandées", counts["ask"]),
    }
    states = [
        text % {"n": french.in_words(counts[mark], feminine=True)}
        for mark, text in words.items()
        if counts[mark]
    ]
    total = french.counted(len(lines), _("part"), _("parts"))
    if len(states) == 1:
        # Of one state the count is read once: « Trois parts à demander ».
        state = states[0].partition(" ")[2]
        return f"{french.capital(total)} {state}."
    return f"{french.capital(total)} : {', '.join(states)}."


def silence_words(asked_on: date) -> str:
    """Since when a part waits for its answer."""
    return _("Sa part attend une réponse depuis le %(day)s.") % {"day": french.long_date(asked_on)}


def days_words(days: Decimal | None) -> str:
    """« 38 jours », or nothing."""
    if days is None:
        return ""
    return f"{french.number(days)}{NBSP}{ngettext('jour', 'jours', 1 if days < 2 else 2)}"

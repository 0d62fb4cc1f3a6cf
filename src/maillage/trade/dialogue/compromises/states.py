"""Is a compromise looked for on each conflict, and built with the structures?"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.trade.dialogue.choices import Settlement
from maillage.trade.dialogue.compromises.models import Compromise, OptionAnswer
from maillage.trade.dialogue.conflicts.models import Conflict
from maillage.trade.dialogue.state_words import FIRST_DISPUTE, READ, listed_names

A_SEASON = timedelta(days=120)
BUILT_WITH = 2


@dataclass(frozen=True)
class CompromiseFacts:
    """The open conflicts without any option, how many compromises there are, the last answer.

    `answering` structures answered options; the open compromises that `alone` names have not two.
    """

    open_conflicts: int
    bare: tuple[str, ...]
    looked_for: int
    accepted: int
    last_on: date | None
    today: date
    url: str
    conflicts_url: str
    answering: int
    alone: tuple[str, ...]


def load(moment: Moment) -> CompromiseFacts:
    """The facts of one cooperation, in four queries."""
    place = moment.cooperation_id
    here = Compromise.objects.filter(cooperation=place, visibility__in=READ)
    alive = here.exclude(settlement=Settlement.DROPPED).filter(conflict=OuterRef("pk"))
    conflicts = list(
        Conflict.objects.filter(cooperation=place, visibility__in=READ, until__isnull=True)
        .annotate(is_worked=Exists(alive))
        .order_by("-since", "pk")
        .values_list("title", "is_worked")
    )
    pairs = list(here.values_list("settlement", "opened_on"))
    answers = OptionAnswer.objects.filter(
        cooperation=place, visibility__in=READ, option__compromise__settlement=""
    )
    value = answers.aggregate(last=Max("on"))["last"]
    opened = [on for settlement, on in pairs if not settlement]
    voices = _voices(place)
    looked_for = here.filter(settlement="").order_by("-opened_on", "pk").values_list("pk", "title")
    return CompromiseFacts(
        open_conflicts=len(conflicts),
        bare=tuple(title for title, is_worked in conflicts if not is_worked),
        looked_for=len(opened),
        accepted=sum(settlement == Settlement.ACCEPTED for settlement, _on in pairs),
        last_on=max([*opened, *([value] if value else [])], default=None),
        today=moment.today,
        url=reverse("dialogue:compromises", args=[moment.slug]),
        conflicts_url=reverse("dialogue:conflicts", args=[moment.slug]),
        answering=len({actor for actors in voices.values() for actor in actors}),
        alone=tuple(title for pk, title in looked_for if len(voices.get(pk, ())) < BUILT_WITH),
    )


def _voices(place: int) -> dict[int, set[int]]:
    """The structures that answered an option of each compromise that was not dropped."""
    rows = OptionAnswer.objects.filter(
        cooperation=place, visibility__in=READ, withdrawn_at__isnull=True
    ).exclude(option__compromise__settlement=Settlement.DROPPED)
    voices: dict[int, set[int]] = {}
    for compromise, actor in rows.values_list("option__compromise", "actor").order_by().distinct():
        voices.setdefault(compromise, set()).add(actor)
    return voices


def solutions_built(facts: CompromiseFacts) -> State:
    """In place when two structures at least answered each open compromise, and one is accepted."""
    if not (facts.looked_for or facts.accepted):
        return State(
            Level.TODO,
            _("Aucune option n’est encore proposée."),
            next_step=_("Proposer deux ou trois options à qui est concerné."),
            next_url=facts.url,
        )
    if facts.alone:
        return State(
            Level.DOING,
            _("Moins de deux structures ont répondu aux options de %(names)s.")
            % {"names": listed_names(tuple(f"« {one} »" for one in facts.alone))},
            _evidence(facts),
            next_step=_("Demander une réponse à qui est concerné."),
            next_url=facts.url,
        )
    return _accepted(facts)


def _accepted(facts: CompromiseFacts) -> State:
    """What the structures that answered came to."""
    answers = ngettext(
        "Une structure a répondu aux options",
        "%(n)s structures ont répondu aux options",
        facts.answering,
    ) % {"n": french.in_words(facts.answering, feminine=True).capitalize()}
    accepted = ngettext(
        "un compromis est accepté", "%(n)s compromis sont acceptés", facts.accepted
    ) % {"n": french.in_words(facts.accepted)}
    words, step = accepted, ""
    if not facts.accepted:
        words = _("aucune n’est encore acceptée")
        step = _("Chercher ce qui lèverait les refus et les conditions.")
    elif facts.answering < BUILT_WITH:
        step = _("Noter ce que chaque structure a répondu.")
    return State(
        Level.DOING if step else Level.DONE,
        _("%(answers)s ; %(words)s.") % {"answers": answers, "words": words},
        _evidence(facts),
        next_step=step,
        next_url=facts.url if step else "",
    )


def compromises_sought(facts: CompromiseFacts) -> State:
    """In place when each open conflict has options on the table, or an accepted one."""
    if not (facts.open_conflicts or facts.looked_for or facts.accepted):
        return State(
            Level.TODO,
            _("Aucun conflit n’est noté, aucune option n’est comparée."),
            next_step=str(FIRST_DISPUTE),
            next_url=facts.conflicts_url,
        )
    if facts.bare:
        return _bare(facts)
    if facts.looked_for and facts.last_on and facts.last_on + A_SEASON < facts.today:
        return State(
            Level.AGED,
            _("Plus personne n’a répondu aux options depuis le %(day)s.")
            % {"day": french.long_date(facts.last_on)},
            _evidence(facts),
            next_step=_("Redemander leur réponse, ou dire l’issue."),
            next_url=facts.url,
        )
    until = facts.last_on + A_SEASON + timedelta(days=1) if facts.last_on else None
    return State(
        Level.DONE,
        _("Chaque conflit ouvert a ses options, ou son compromis.")
        if facts.open_conflicts
        else _("Aucun conflit n’est ouvert."),
        _evidence(facts),
        until=until if facts.looked_for else None,
    )


def _bare(facts: CompromiseFacts) -> State:
    return State(
        Level.DOING if facts.looked_for or facts.accepted else Level.TODO,
        _("Aucune option n’est proposée pour %(names)s.")
        % {"names": listed_names(tuple(f"« {one} »" for one in facts.bare))},
        _evidence(facts),
        next_step=_("Mettre deux ou trois options devant chaque partie."),
        next_url=facts.conflicts_url,
    )


def _evidence(facts: CompromiseFacts) -> tuple[Evidence, ...]:
    return (
        Evidence(_("Compromis"), facts.url),
        Evidence(_("Conflits"), facts.conflicts_url),
    )

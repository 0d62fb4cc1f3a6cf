"""Is each disagreement worked on, and does each side say what matters to it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.ground.actors.players.queries import actor_name
from maillage.trade.dialogue.conflicts.models import Conflict, Party
from maillage.trade.dialogue.state_words import FIRST_DISPUTE, READ, listed_names


@dataclass(frozen=True)
class OpenConflict:
    """An open conflict: what comes next, and when."""

    title: str
    next_step: str
    next_on: date | None


@dataclass(frozen=True)
class ConflictFacts:
    """The open conflicts, how many ended, the parties of the open ones that nothing is noted of."""

    opened: Sequence[OpenConflict]
    ended: int
    without_interests: tuple[str, ...]
    today: date
    url: str

    @property
    def late(self) -> list[tuple[date, str]]:
        """The days that are past of their next steps, the oldest first, and their titles."""
        days = [(one.next_on, one.title) for one in self.opened if one.next_on]
        return [row for row in days if row[0] < self.today]

    @property
    def stepless(self) -> tuple[str, ...]:
        """Those with no next step, or with one that has no date."""
        return tuple(one.title for one in self.opened if not (one.next_step and one.next_on))


def load(moment: Moment) -> ConflictFacts:
    """The facts of one cooperation, in two queries."""
    here = Conflict.objects.filter(cooperation=moment.cooperation_id, visibility__in=READ)
    rows = list(
        here.order_by("next_on", "-since", "pk").values_list(
            "title", "next_step", "next_on", "until"
        )
    )
    parties = Party.objects.filter(conflict__in=here.filter(until__isnull=True), interests="")
    without_interests = parties.select_related("actor__organisation", "actor__person").order_by(
        "pk"
    )
    return ConflictFacts(
        opened=[OpenConflict(*row[:3]) for row in rows if row[3] is None],
        ended=sum(row[3] is not None for row in rows),
        without_interests=tuple(dict.fromkeys(actor_name(one.actor) for one in without_interests)),
        today=moment.today,
        url=reverse("dialogue:conflicts", args=[moment.slug]),
    )


def controversies_worked(facts: ConflictFacts) -> State:
    """In place when each open conflict has a dated step to come; to be reviewed past its day."""
    if not facts.opened:
        return _none_open(facts)
    if facts.late:
        day, title = facts.late[0]
        return State(
            Level.AGED,
            _("« %(title)s » : l’étape prévue le %(day)s est passée, sans suite notée.")
            % {"title": title, "day": french.long_date(day)},
            _evidence(facts),
            next_step=_("Dire où en est ce désaccord, et sa prochaine étape."),
            next_url=facts.url,
        )
    if facts.stepless:
        return State(
            Level.DOING,
            _("Aucune étape datée pour %(names)s.")
            % {"names": listed_names(tuple(f"« {one} »" for one in facts.stepless))},
            _evidence(facts),
            next_step=_("Convenir de la prochaine étape, et de son jour."),
            next_url=facts.url,
        )
    count = len(facts.opened)
    return State(
        Level.DONE,
        ngettext(
            "Le désaccord ouvert a sa prochaine étape, datée.",
            "Les %(n)s désaccords ouverts ont leur prochaine étape, datée.",
            count,
        )
        % {"n": french.in_words(count)},
        _evidence(facts),
        until=min(one.next_on for one in facts.opened if one.next_on),
    )


def frankness(facts: ConflictFacts) -> State:
    """Under way at best: what is noted of each side does not prove that they said it together."""
    if not facts.opened:
        return _none_open(facts)
    if facts.without_interests:
        return State(
            Level.DOING,
            _("Ce qui compte pour %(names)s n’est pas noté, dans un désaccord ouvert.")
            % {"names": listed_names(facts.without_interests)},
            _evidence(facts),
            next_step=_("Demander à chaque partie ce qui compte pour elle, et l’écrire."),
            next_url=facts.url,
        )
    return State(
        Level.DOING,
        _(
            "Dans chaque désaccord ouvert, ce qui compte pour chaque partie est noté. Rien ne dit "
            "ici si elles se le sont dit : déclarez la mission en place quand c’est fait."
        ),
        _evidence(facts),
    )


def _none_open(facts: ConflictFacts) -> State:
    if not facts.ended:
        return State(
            Level.TODO,
            _("Aucun désaccord n’est noté."),
            next_step=str(FIRST_DISPUTE),
            next_url=facts.url,
        )
    return State(
        Level.DOING,
        ngettext(
            "Aucun désaccord n’est ouvert ; un est terminé.",
            "Aucun désaccord n’est ouvert ; %(n)s sont terminés.",
            facts.ended,
        )
        % {"n": french.in_words(facts.ended)},
        _evidence(facts),
    )


def _evidence(facts: ConflictFacts) -> tuple[Evidence, ...]:
    return (Evidence(_("Conflits"), facts.url),)

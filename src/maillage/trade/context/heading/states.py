"""Where do the missions of a moving context stand: a heading, and news that is answered?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.trade.context.heading.queries import last_step
from maillage.trade.context.signals.queries import SignalFact, signal_facts
from maillage.trade.context.signals.words import signals_reading, waiting_facts

AGES_AFTER = timedelta(days=183)


@dataclass(frozen=True)
class MovingFacts:
    """The day of the last step of the heading, the news, and when each was last looked at."""

    heading_on: date | None
    signals: Sequence[SignalFact]
    today: date
    heading_url: str
    signals_url: str

    @property
    def waiting(self) -> list[SignalFact]:
        """The news that calls for an answer today, the oldest first."""
        return waiting_facts(self.signals, self.today)

    @property
    def last_on(self) -> date | None:
        """The last day on which news came or was answered."""
        days = [day for one in self.signals for day in (one.on, one.answered_on) if day]
        return max((day for day in days if day <= self.today), default=None)

    @property
    def next_on(self) -> date | None:
        """The next day on which news calls for an answer by itself."""
        days = [one.again_on for one in self.signals if one.again_on and one.again_on > self.today]
        days += [one.on for one in self.signals if not one.answer and one.on > self.today]
        return min(days, default=None)


def load(moment: Moment) -> MovingFacts:
    """The facts of one cooperation, in two queries."""
    step = last_step(moment.cooperation_id)
    return MovingFacts(
        heading_on=step.on if step else None,
        signals=signal_facts(moment.cooperation_id),
        today=moment.today,
        heading_url=reverse("context:heading", args=[moment.slug]),
        signals_url=reverse("context:signals", args=[moment.slug]),
    )


def heading_state(facts: MovingFacts) -> State:
    """In place when a heading exists and the news is answered; it ages after six months."""
    if facts.heading_on is None:
        return State(
            Level.DOING if facts.signals else Level.TODO,
            _("Le cap n’est pas encore écrit."),
            next_step=_("Écrire le cap en une phrase que chacun pourrait redire."),
            next_url=facts.heading_url,
        )
    if facts.waiting:
        return _unanswered(facts)
    reading = max(day for day in (facts.heading_on, facts.last_on) if day)
    until = reading + AGES_AFTER
    evidence = (Evidence(_("Le cap"), facts.heading_url),)
    if until <= facts.today:
        return State(
            Level.AGED,
            _("Ni le cap ni les actualités n’ont été relus depuis le %(day)s.")
            % {"day": french.long_date(reading)},
            evidence,
            since=until,
            next_step=_("Tenir le cap ou l’adapter, et dire pourquoi."),
            next_url=facts.heading_url,
        )
    return State(
        Level.DONE,
        _("Le cap est écrit, et les actualités connues ont leur réponse.")
        if facts.signals
        else _("Le cap est écrit ; aucune actualité n’est notée."),
        evidence,
        until=_soonest(until, facts.next_on),
    )


def timing_state(facts: MovingFacts) -> State:
    """In place when the news is answered; it ages after six months without any."""
    if not facts.signals:
        return State(
            Level.TODO,
            _("Aucune actualité des partenaires n’est notée."),
            next_step=_("Noter le prochain vote, départ ou scrutin qui peut compter."),
            next_url=facts.signals_url,
        )
    if facts.waiting:
        return _unanswered(facts)
    reading = facts.last_on or facts.today
    until = reading + AGES_AFTER
    evidence = (Evidence(_("Actualités"), facts.signals_url),)
    if until <= facts.today:
        return State(
            Level.AGED,
            _("Aucune actualité notée ni relue depuis le %(day)s.")
            % {"day": french.long_date(reading)},
            evidence,
            since=until,
            next_step=_("Noter ce qui a changé chez vos partenaires."),
            next_url=facts.signals_url,
        )
    return State(
        Level.DONE,
        signals_reading(0, None, len(facts.signals)),
        evidence,
        until=_soonest(until, facts.next_on),
    )


def _unanswered(facts: MovingFacts) -> State:
    waiting = facts.waiting
    level = Level.AGED if any(one.answer for one in facts.signals) else Level.DOING
    return State(
        level,
        signals_reading(len(waiting), waiting[0].on, len(facts.signals)),
        (Evidence(_("Actualités"), facts.signals_url),),
        next_step=_("Répondre à « %(label)s ».") % {"label": waiting[0].label},
        next_url=facts.signals_url,
    )


def _soonest(until: date, coming: date | None) -> date:
    return min(until, coming) if coming else until

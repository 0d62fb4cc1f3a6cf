"""What is known of the trust between elected people and those who work for them?"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.ground.directory.choices import MandateKind
from maillage.ground.directory.models import Mandate, Member
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.context.choices import Trust
from maillage.trade.context.history.models import Relation
from maillage.trade.dialogue.notebook.models import NoteLink
from maillage.trade.dialogue.state_words import READ, listed_names

RECENT = timedelta(days=183)


@dataclass(frozen=True)
class TrustFacts:
    """The stories that tell of trust and those where it is worn; who was met of the elected.

    `met` counts the elected people of the members with a note of the last six months, the first of
    which was written on `oldest`.
    """

    stories: int
    worn: tuple[str, ...]
    elected: int
    met: int
    oldest: date | None
    notebook_url: str
    history_url: str


def load(moment: Moment) -> TrustFacts:
    """The facts of one cooperation, in three queries."""
    place = moment.cooperation_id
    stories = list(
        Relation.objects.filter(cooperation=place, visibility__in=READ)
        .exclude(trust="")
        .order_by("-since", "-pk")
        .values_list("label", "trust")
    )
    notes = NoteLink.objects.filter(
        note__cooperation=place,
        note__visibility__in=READ,
        note__source__on__range=(moment.today - RECENT, moment.today),
        person__isnull=False,
    )
    day_by_person: dict[int, date] = {}
    for person, on in notes.values_list("person", "note__source__on"):
        if person is not None:
            day_by_person[person] = max(on, day_by_person.get(person, on))
    members = Member.objects.filter(in_force(), cooperation=place).values("organisation")
    mandates = Mandate.objects.filter(
        in_force(), kind=MandateKind.ELECTED, organisation__in=members
    )
    elected = set(mandates.order_by().values_list("person", flat=True))
    return TrustFacts(
        stories=len(stories),
        worn=tuple(label for label, trust in stories if trust == Trust.WORN),
        elected=len(elected),
        met=len(elected & set(day_by_person)),
        oldest=min((day_by_person[one] for one in elected & set(day_by_person)), default=None),
        notebook_url=reverse("dialogue:notebook", args=[moment.slug]),
        history_url=reverse("context:history", args=[moment.slug]),
    )


def trust_state(facts: TrustFacts) -> State:
    """Under way at best: stories and notes tell of trust, none proves that it holds."""
    until = facts.oldest + RECENT if facts.oldest else None
    if not (facts.stories or facts.met):
        return State(
            Level.TODO,
            _("Rien n’est noté de la confiance : ni récit, ni note récente sur une personne élue."),
            next_step=_(
                "Noter le prochain échange avec une personne élue ou son équipe technique."
            ),
            next_url=facts.notebook_url,
        )
    if facts.worn:
        return State(
            Level.DOING,
            _("Confiance entamée, d’après ce qui est raconté de %(names)s.")
            % {"names": listed_names(tuple(f"« {one} »" for one in facts.worn))},
            _evidence(facts),
            until=until,
            next_step=_("Reprendre ce qui l’a entamée avec les personnes qui l’ont vécu."),
            next_url=facts.history_url,
        )
    met = ngettext(
        "%(n)s personne élue sur %(all)s a une note de moins de six mois",
        "%(n)s personnes élues sur %(all)s ont une note de moins de six mois",
        facts.met,
    ) % {"n": french.number(facts.met), "all": french.number(facts.elected)}
    return State(
        Level.DOING,
        _(
            "Aucun récit ne dit la confiance entamée ; %(met)s. Rien ne lit encore ici la "
            "confiance entre personnes élues et équipes techniques : déclarez la mission si vous "
            "la connaissez."
        )
        % {"met": met},
        _evidence(facts),
        until=until,
    )


def _evidence(facts: TrustFacts) -> tuple[Evidence, ...]:
    return (
        Evidence(_("Carnet"), facts.notebook_url),
        Evidence(_("Histoire"), facts.history_url),
    )

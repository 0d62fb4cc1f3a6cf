"""Is there, in each structure, a point of contact of whom something is known first hand?"""

from dataclasses import dataclass

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.probes import Evidence, Level, Moment, State
from maillage.ground.directory.models import Mandate, Member, Reliability
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.words import place_structures
from maillage.trade.dialogue.notebook.models import NoteLink
from maillage.trade.dialogue.state_words import READ, listed_names


@dataclass(frozen=True)
class ContactFacts:
    """How many members there are, and those whose point of contact lacks something."""

    members: int
    without: tuple[str, ...]
    gone: tuple[str, ...]
    unknown: tuple[str, ...]
    members_url: str
    notebook_url: str


def load(moment: Moment) -> ContactFacts:
    """The facts of one cooperation, in one query; what one keeps for oneself is not counted."""
    place = moment.cooperation_id
    acts = Mandate.objects.filter(
        in_force(), organisation=OuterRef("organisation"), person=OuterRef("contact")
    )
    fact = Reliability.objects.filter(
        cooperation=place, visibility__in=READ, expires_on__gte=moment.today
    ).values("person")
    note = NoteLink.objects.filter(
        note__cooperation=place, note__visibility__in=READ, person__isnull=False
    ).values("person")
    expression = ExpressionWrapper(Q(contact__in=fact) | Q(contact__in=note), BooleanField())
    rows = list(
        Member.objects.filter(in_force(), cooperation=place)
        .annotate(acts=Exists(acts), has_fact=expression)
        .order_by("organisation__folded", "pk")
        .values_list("organisation__name", "contact", "acts", "has_fact")
    )
    return ContactFacts(
        members=len(rows),
        without=tuple(name for name, contact, _acts, _value in rows if contact is None),
        gone=tuple(name for name, contact, acts, _value in rows if contact and not acts),
        unknown=tuple(name for name, contact, acts, value in rows if acts and not value),
        members_url=reverse("directory:members", args=[moment.slug]),
        notebook_url=reverse("dialogue:notebook", args=[moment.slug]),
    )


def contacts_state(facts: ContactFacts) -> State:
    """In place when each member has a point of contact who acts, with a fact or a note on record.

    It judges nobody: whether somebody keeps their word is read on their sheet, in facts.
    """
    if not facts.members:
        return State(
            Level.TODO,
            _("Aucune structure n’est encore membre."),
            next_step=place_structures(),
            next_url=facts.members_url,
        )
    if facts.gone:
        return _to_name(
            facts,
            Level.AGED,
            _("Le point de contact n’est plus en fonction dans %(names)s."),
            facts.gone,
        )
    if facts.without:
        level = Level.TODO if len(facts.without) == facts.members else Level.DOING
        reason = _("Aucun point de contact n’est désigné dans %(names)s.")
        return _to_name(facts, level, reason, facts.without)
    if facts.unknown:
        return State(
            Level.DOING,
            _("Rien n’est encore noté du point de contact de %(names)s.")
            % {"names": listed_names(facts.unknown)},
            _evidence(facts),
            next_step=_("Noter, après le prochain échange, un fait daté : promis, tenu, répondu."),
            next_url=facts.notebook_url,
        )
    return State(
        Level.DONE,
        _("Chaque membre a son point de contact, en fonction, et un fait noté avec lui."),
        _evidence(facts),
    )


def _to_name(facts: ContactFacts, level: Level, reason: str, names: tuple[str, ...]) -> State:
    return State(
        level,
        reason % {"names": listed_names(names)},
        _evidence(facts),
        next_step=_("Désigner qui répond maintenant dans ces structures."),
        next_url=facts.members_url,
    )


def _evidence(facts: ContactFacts) -> tuple[Evidence, ...]:
    return (
        Evidence(_("Membres"), facts.members_url),
        Evidence(_("Carnet"), facts.notebook_url),
    )

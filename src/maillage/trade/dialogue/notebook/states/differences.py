"""Are the differences between structures written down?"""

from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.probes import Evidence, Level, Moment, State
from maillage.ground.actors.models import Position
from maillage.ground.directory.models import Member, Organisation
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.dialogue.notebook.models import NoteLink
from maillage.trade.dialogue.state_words import READ, listed_names


@dataclass(frozen=True)
class NotebookFacts:
    """The members, and those of which nothing is written."""

    members: int
    silent: tuple[str, ...]
    url: str


def load(moment: Moment) -> NotebookFacts:
    """The facts of one cooperation, in one query."""
    place = moment.cooperation_id
    here = Member.objects.filter(in_force(), cooperation=place).values("organisation")
    noted = NoteLink.objects.filter(
        note__cooperation=place, note__visibility__in=READ, organisation__isnull=False
    ).values("organisation")
    read = Position.objects.filter(
        Q(cooperation=place, withdrawn_at__isnull=True, visibility__in=READ),
        actor__organisation__isnull=False,
    ).values("actor__organisation")
    organisations = (
        Organisation.objects.filter(pk__in=here)
        .annotate(
            has_difference=ExpressionWrapper(Q(pk__in=noted) | Q(pk__in=read), BooleanField())
        )
        .order_by("folded", "pk")
        .values_list("name", "has_difference")
    )
    rows = list(organisations)
    return NotebookFacts(
        members=len(rows),
        silent=tuple(name for name, is_visible in rows if not is_visible),
        url=reverse("dialogue:notebook", args=[moment.slug]),
    )


def differences_written(facts: NotebookFacts) -> State:
    """In place when each member has a note or a position of its own."""
    evidence = (Evidence(_("Carnet"), facts.url),)
    if len(facts.silent) == facts.members:
        return State(
            Level.TODO,
            _("Rien n’est encore écrit de ce qui distingue les structures."),
            next_step=_("Noter le dernier échange avec une structure."),
            next_url=facts.url,
        )
    if not facts.silent:
        return State(
            Level.DONE, _("Chaque structure membre a au moins une note ou une position."), evidence
        )
    return State(
        Level.DOING,
        _("Rien n’est écrit pour %(names)s.") % {"names": listed_names(facts.silent)},
        evidence,
        next_step=_("Noter le prochain échange."),
        next_url=facts.url,
    )

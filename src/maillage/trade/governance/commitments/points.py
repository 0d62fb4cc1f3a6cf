"""What do commitments tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import (
    MOST_ALIKE,
    MOST_DATES,
    MOST_WAITING,
    SOON,
    Alike,
    Upcoming,
    Waiting,
)
from maillage.core.excerpts import Excerpt, excerpts
from maillage.core.links import address
from maillage.core.panels import Panel, panels
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.core.strands import Strand, StrandMark, strands
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.points import Question, questions
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.cooperations.room_answers.agenda import falls, waits
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.exchange.targets.targets import imports
from maillage.foundation.search.query import SearchResult
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.governance import permissions
from maillage.trade.governance.choices import CommitmentState
from maillage.trade.governance.commitments import services, states
from maillage.trade.governance.commitments.models import Commitment
from maillage.trade.governance.commitments.queries.commitments import (
    commitments,
    commitments_drawn,
    commitments_of_organisations,
    commitments_of_person,
    commitments_to_answer,
    late_commitments,
    open_commitments,
)
from maillage.trade.governance.commitments.rules import OPEN
from maillage.trade.governance.commitments.table.target import COMMITMENTS
from maillage.trade.governance.commitments.views.answer_commitment import answer_commitment
from maillage.trade.governance.commitments.words import commitment_line, promise_mark

MOST = 12


@waits(
    rows=lambda cooperation, _today: _owed(cooperation),
    can=permissions.can_answer_decisions,
)
def commitments_wait(access: Access, today: date) -> list[Waiting]:
    """Late ones to follow for officers; for spokespersons, what is asked and what is due."""
    slug = access.cooperation.slug
    if access.is_officer:
        late = list(late_commitments(access, today)[:MOST_ALIKE])
        alike = Alike(
            _("%(n)s promesses en retard"),
            reverse("governance:commitments", args=[slug]),
            _("Les relancer"),
            total=getattr(late[0], "late_count", 0) if late else 0,
        )
        return [_late(slug, one, one.due_on, alike) for one in late if one.due_on]
    numbers = sorted(spoken_for(access))
    rows = commitments_to_answer(access, numbers, today + SOON)[:MOST_WAITING] if numbers else ()
    return [
        Waiting(
            _("Dire si vous le promettez")
            if one.state == CommitmentState.ASKED
            else _("Dire ce qui est tenu"),
            one.label,
            reverse("governance:commitment_step", args=[slug, one.pk]),
            minutes=3,
            verb=_("Répondre"),
        )
        for one in rows
    ]


def _late(slug: str, one: Commitment, due_on: date, alike: Alike) -> Waiting:
    """« Relancer la DDT : étude des mobilités »."""
    part = f"{french.with_article(str(one.organisation))} : {one.label}"
    return Waiting(
        _("Relancer %(what)s") % {"what": part},
        _("C’était pour le %(day)s.") % {"day": french.long_date(due_on)},
        reverse("governance:commitment", args=[slug, one.pk]),
        verb=_("Relancer"),
        alike=alike,
        part=part,
    )


@falls(
    rows=lambda cooperation, first, last: _owed(cooperation).filter(due_on__range=(first, last)),
    can=permissions.can_open_commitments,
)
def commitments_come(access: Access, first: date, last: date) -> list[Upcoming]:
    """The commitments due in the period that are still open, in one query."""
    slug = access.cooperation.slug
    due = open_commitments(access).filter(due_on__range=(first, last)).order_by("due_on", "pk")
    return [
        Upcoming(
            on=one.due_on,
            label=_("Engagement dû : %(name)s") % {"name": one},
            reason=str(one.organisation),
            url=reverse("governance:commitment", args=[slug, one.pk]),
        )
        for one in due[:MOST_DATES]
        if one.due_on
    ]


def _owed(cooperation: int) -> QuerySet[Commitment]:
    return Commitment.objects.filter(cooperation=cooperation, state__in=OPEN)


@panels.answer
def commitments_of_note(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """What was drawn from a note of the notebook, in one query."""
    if kind != "note":
        return ()
    access = as_access(reader)
    return _commitments_panel(
        access, commitments_drawn(access, number), _("Engagements tirés de cette note")
    )


@panels.answer
def commitments_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """What a person gives, in one query."""
    if kind != "person":
        return ()
    access = as_access(reader)
    return _commitments_panel(access, commitments_of_person(access, number), _("Engagements pris"))


@strands.answer
def promises_of_structures(reader: Reader, numbers: tuple[int, ...]) -> Sequence[Strand]:
    """What structures promised or are asked for, as far as the reader may know; two queries."""
    access, today = as_access(reader), timezone.localdate()
    may_keep = permissions.can_keep_commitments(access)
    by_structure: dict[int, list[StrandMark]] = {}
    for row in commitments_of_organisations(access, numbers):
        mark = promise_mark(access.cooperation.slug, row, today, may_keep=may_keep)
        by_structure.setdefault(row.organisation_id, []).append(mark)
    is_partial = not access.is_officer
    return (Strand("promises", _("Ses promesses"), by_structure, is_partial=is_partial),)


def _commitments_panel(access: Access, rows: Sequence[Commitment], title: str) -> Sequence[Panel]:
    if not rows:
        return ()
    today, slug = timezone.localdate(), access.cooperation.slug
    lines = [commitment_line(slug, one, today) for one in rows[:MOST]]
    return (Panel(title, "core/parts/lines.html", {"lines": lines}),)


@findable
def commitment_names(access: Access) -> Iterator[FoldedResult]:
    """The commitments, under their words."""
    slug = access.cooperation.slug
    for row in commitments(access):
        url = address("governance:commitment", slug, row.pk)
        note = f"{row.organisation}, {row.get_state_display()}"
        yield row.folded, SearchResult(_("Engagement pris"), row.label, note, url)


@excerpts.answer
def commitment_of_excerpt(reader: Reader) -> Sequence[Excerpt]:
    """The form of a commitment, for whoever keeps commitments."""
    access = as_access(reader)
    if not permissions.can_keep_commitments(access):
        return ()
    url = reverse("governance:commitment_add", args=[access.cooperation.slug])
    return (Excerpt(_("En faire un engagement"), url),)


imports.answer(lambda: (COMMITMENTS,))
visible_records.answer(lambda: (Commitment,))
questions.answer(
    lambda: (
        Question(
            services.PURPOSE,
            _("Un engagement pris"),
            answer_commitment,
            record=Commitment,
            several=_("Des engagements pris"),
        ),
    )
)


for leaf, judge in (
    ("emergence.actors.negotiate-resources", states.resources_negotiated),
    ("emergence.adhesion.set-in-motion", states.set_in_motion),
    ("implementation.move.set-in-motion", states.momentum),
    ("construction.support.partners", states.partners_supported),
):
    probe(leaf, load=states.load, reads="members", topics={"commitments"})(judge)

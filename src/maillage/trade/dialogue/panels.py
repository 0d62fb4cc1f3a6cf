"""What does the dialogue know of a structure, a person?"""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.panels import Panel, panels
from maillage.core.points import Reader
from maillage.core.sheet import Line
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.choices import Heat
from maillage.trade.dialogue.conflicts.models import Conflict
from maillage.trade.dialogue.conflicts.queries import conflicts_of_actor, open_conflicts, with_heat
from maillage.trade.dialogue.notebook.queries import beginning_of, notes, notes_about

MOST = 6
NAME = 80


@panels.answer
def conflicts_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The open conflicts to which a structure is a party, in one query."""
    access = as_access(reader)
    if kind != "organisation" or not permissions.can_open_conflicts(access):
        return ()
    slug = access.cooperation.slug
    rows = with_heat(conflicts_of_actor(open_conflicts(access), number))[:MOST]
    lines = [
        Line(
            label=one.title,
            note=_step_words(one),
            url=reverse("dialogue:conflict", args=[slug, one.pk]),
        )
        for one in rows
    ]
    if not lines:
        return ()
    context: dict[str, object] = {"lines": lines}
    return (
        Panel(_("Conflits ouverts"), "core/parts/lines.html", context, side=True, on_paper=False),
    )


def _step_words(one: Conflict) -> str:
    level = getattr(one, "heat", None)
    parts = [str(Heat(level).label)] if level else []
    if one.next_step:
        day = french.long_date(one.next_on) if one.next_on else ""
        parts.append(f"{one.next_step}, {day}" if day else one.next_step)
    return " ; ".join(parts) or _("prochaine étape à choisir")


@panels.answer
def notes_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The last notes about a structure or a person, in one query."""
    access = as_access(reader)
    if kind not in {"organisation", "person"} or not permissions.can_open_notebook(access):
        return ()
    slug = access.cooperation.slug
    rows = notes_about(notes(access), kind, number).order_by("-source__on", "-pk")[:MOST]
    lines = [
        Line(
            label=one.title or beginning_of(one.words, NAME),
            note=f"{french.long_date(one.source.on)}, {one.source.get_kind_display()}",
            url=reverse("dialogue:note", args=[slug, one.pk]),
        )
        for one in rows
    ]
    if not lines:
        return ()
    context: dict[str, object] = {"lines": lines}
    return (Panel(_("Carnet"), "core/parts/lines.html", context, side=True, on_paper=False),)

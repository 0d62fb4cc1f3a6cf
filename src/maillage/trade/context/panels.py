"""What did this structure live with the others before?"""

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.panels import Panel, panels
from maillage.core.points import Reader
from maillage.core.sheet import Line
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.trade.context import permissions
from maillage.trade.context.history.queries import relations_of
from maillage.trade.context.history.words import relation_sentence
from maillage.trade.context.nature.queries import natures
from maillage.trade.context.signals.queries import signals, signals_of
from maillage.trade.context.signals.words import answer_words

MOST = 8
LATEST = 3


@panels.answer
def history_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The relations of a structure that the reader may see, in two queries."""
    if kind != "organisation":
        return ()
    access = as_access(reader)
    lines = [
        Line(
            label=one.label,
            note=relation_sentence(one),
            url=reverse("context:relation", args=[access.cooperation.slug, one.pk]),
            family="end",
            value=one.ending,
        )
        for one in relations_of(access, number)[:MOST]
    ]
    if not lines:
        return ()
    title = _("Son histoire avec les autres")
    return (Panel(title, "core/parts/lines.html", {"lines": lines}, on_paper=False),)


@panels.answer
def nature_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """How a structure lives the cooperation, its last three words, in one query."""
    access = as_access(reader)
    if kind != "organisation" or not permissions.can_open_nature(access):
        return ()
    rows = natures(access).filter(actor__organisation=number, withdrawn_at__isnull=True)
    lines = [
        Line(
            label=str(one).capitalize(),
            note=", ".join(part for part in (french.long_date(one.on), one.moved_by) if part),
            url=reverse("context:nature_of", args=[access.cooperation.slug, one.actor_id]),
        )
        for one in rows.order_by("-on", "-pk")[:LATEST]
    ]
    if not lines:
        return ()
    title = _("Pour elle, la coopération est")
    return (Panel(title, "core/parts/lines.html", {"lines": lines}, side=True, on_paper=False),)


@panels.answer
def signals_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """What happens at a structure, and what is done about it, in one query."""
    access, today = as_access(reader), timezone.localdate()
    if kind != "organisation" or not permissions.can_open_signals(access):
        return ()
    lines = [
        Line(
            label=one.label,
            note=f"{french.long_date(one.on)}, {answer_words(one, today)}",
            url=reverse("context:signal", args=[access.cooperation.slug, one.pk]),
        )
        for one in signals_of(signals(access), number)[:MOST]
    ]
    if not lines:
        return ()
    return (Panel(_("Ce qui arrive chez elle"), "core/parts/lines.html", {"lines": lines}),)

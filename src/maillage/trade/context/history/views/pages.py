"""What the history and the sheet of a relation show."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from maillage.core.panels import panels
from maillage.core.sheet import Fact, Readers, Sheet
from maillage.core.shell import PageLink
from maillage.core.timeline.description import Landmark, Line, Span, Timeline
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.readings.rules import NARROW
from maillage.ground.actors.sources.words import source_words
from maillage.ground.directory.records.models.periods import last_day
from maillage.law.election_period import known_elections
from maillage.law.words import ELECTIONS
from maillage.trade.context.choices import Trust
from maillage.trade.context.history.models import Relation
from maillage.trade.context.history.queries import RelationSheet
from maillage.trade.context.history.words import (
    became_words,
    dates_words,
    parties_words,
    relation_sentence,
    trust_words,
)

THICKNESS = {Trust.GAINED.value: "firm", Trust.WORN.value: "worn"}
LOCAL = "municipal"


_lines: Remembered[Mapping[int, Line]] = Remembered(20)


def history_timeline(
    access: Access, everything: Sequence[Relation], told: Sequence[Relation]
) -> Timeline:
    """One line for each relation told, oldest first; elections as landmarks.

    `everything` holds all that this reader may see: its lines are written again after a change
    only.
    """
    key = (access.cooperation_id, access.user_id, access.role)
    lines = _lines.of(
        key,
        access.cooperation.workspace_id,
        lambda: {one.pk: _line(access, one) for one in everything},
    )
    return Timeline(
        caption=_("L’histoire des relations"),
        filename="histoire",
        line_title=_("Relation"),
        lines=[lines[one.pk] for one in told],
        landmarks=_elections(told),
        headers=(_("Raconté par"),),
        thicknesses=(
            ("firm", str(Trust.GAINED.label)),
            ("plain", str(Trust.INTACT.label)),
            ("worn", str(Trust.WORN.label)),
        ),
    )


def _line(access: Access, one: Relation) -> Line:
    return Line(
        label=one.label,
        note=parties_words(one),
        url=reverse("context:relation", args=[access.cooperation.slug, one.pk]),
        spans=(_span(access, one),),
    )


def _span(access: Access, one: Relation) -> Span:
    since = one.since or one.until or date(2000, 1, 1)
    until = last_day(one.until, one.until_precision) if one.until else None
    return Span(
        start=since,
        end=until,
        words=trust_words(one),
        end_mark=one.ending,
        thickness=THICKNESS.get(one.trust, "plain"),
        closed=one.visibility in NARROW,
        told=(source_words(access, one.source),),
        dates=dates_words(one),
    )


def _elections(told: Sequence[Relation]) -> tuple[Landmark, ...]:
    """The municipal elections whose days are known, when there is something to place."""
    if not told:
        return ()
    return tuple(
        Landmark(min(one.polls), f"{ELECTIONS[one.election]} {min(one.polls).year}")
        for one in known_elections()
        if one.polls and one.election == LOCAL
    )


def shown_relation(access: Access, told: RelationSheet) -> Sheet:
    """The sheet of a relation as the page draws it."""
    slug, one = access.cooperation.slug, told.relation
    return Sheet(
        title=one.label,
        sentence=relation_sentence(one),
        place=(PageLink(_("Histoire"), reverse("context:history", args=[slug])),),
        facts=tuple(fact for fact in _facts(access, one) if fact.value),
        panels=tuple(panels.ask(access, "relation", one.pk)),
        readers=_readers(one),
    )


def _facts(access: Access, one: Relation) -> list[Fact]:
    slug = access.cooperation.slug
    linked = format_html_join(
        ", ",
        '<a href="{}">{}</a>',
        (
            (
                reverse("directory:organisation", args=[slug, party.organisation_id]),
                party.organisation.name,
            )
            for party in one.parties.all()
        ),
    )
    became = "; ".join(filter(None, (became_words(p.organisation) for p in one.parties.all())))
    return [
        Fact(_("Structures"), linked, became),
        Fact(_("Hors annuaire"), one.others),
        Fact(_("Ce qu’il en reste"), trust_words(one)),
        Fact(_("Raconté par"), source_words(access, one.source)),
    ]


def _readers(one: Relation) -> tuple[Readers, ...]:
    icon = "lock" if one.visibility in NARROW else "eye"
    who = str(Visibility(one.visibility).label).capitalize()
    return (Readers(icon, who, _("ce récit, ici et dans les comptes")),)

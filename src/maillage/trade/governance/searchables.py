"""What governance answers to a search."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.points import Reader
from maillage.foundation.cooperations.readers import as_access
from maillage.foundation.search.asked import MOST_OF_A_ROOM, Asked, Found, searchables
from maillage.trade.governance.queries.bodies import bodies, bodies_named
from maillage.trade.governance.queries.joint_decisions import decisions_named, joint_decisions
from maillage.trade.governance.queries.meetings import meetings, meetings_named


@searchables.answer
def bodies_found(reader: Reader, asked: Asked) -> Sequence[Found]:
    """The bodies whose name holds the words, in one query."""
    access = as_access(reader)
    rows = bodies_named(bodies(access), asked.typed[:200])[:MOST_OF_A_ROOM]
    return [
        Found(
            kind=_("Instance"),
            name=row.name,
            note=str(row.get_kind_display()),
            url=address("governance:body", access.cooperation.slug, row.pk),
        )
        for row in rows
    ]


@searchables.answer
def meetings_found(reader: Reader, asked: Asked) -> Sequence[Found]:
    """The meetings whose object or body holds the words, latest first, in one query."""
    access = as_access(reader)
    rows = meetings_named(meetings(access), asked.typed[:200]).order_by("-held_on", "-pk")
    return [
        Found(
            kind=_("Séance"),
            name=str(row),
            note=str(row.state.label),
            url=address("governance:meeting", access.cooperation.slug, row.pk),
        )
        for row in rows[:MOST_OF_A_ROOM]
    ]


@searchables.answer
def decisions_found(reader: Reader, asked: Asked) -> Sequence[Found]:
    """The joint decisions whose title holds the words, in one query."""
    access = as_access(reader)
    rows = decisions_named(joint_decisions(access), asked.typed[:200])[:MOST_OF_A_ROOM]
    return [
        Found(
            kind=_("Décision conjointe"),
            name=row.title,
            note=str(row.get_standing_display()),
            url=address("governance:joint_decision", access.cooperation.slug, row.pk),
        )
        for row in rows
    ]

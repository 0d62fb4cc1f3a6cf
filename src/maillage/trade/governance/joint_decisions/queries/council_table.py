"""Which councils are asked what, as a table of deliberations is compared with them, or made?"""

from collections.abc import Iterable, Sequence

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.ground.directory.records.words import followed_by
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation
from maillage.trade.governance.joint_decisions.table.reading import KnownCouncil


def known_councils(cooperation_id: int) -> list[KnownCouncil]:
    """Every council of the joint decisions of a cooperation, in two queries."""
    return [
        KnownCouncil(
            pk=one.pk,
            question=folded(one.decision.title),
            names=frozenset(
                folded(name)
                for name in (one.organisation.name, one.organisation.short_name)
                if name
            ),
            label=f"{one.organisation}, {one.decision.title}",
            sent_on=one.sent_on,
            vote=answer.vote if (answer := _standing(one)) else "",
            gone=_gone(one),
        )
        for one in _paths(cooperation_id)
    ]


def council_rows(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The councils in the order of these fields, a row for each question put to each of them."""
    for one in _paths(access.cooperation_id):
        answer = _standing(one)
        told: dict[str, Value] = {
            "organisation_name": one.organisation.name,
            "deliberation_object": one.decision.title,
            "text_sent_on": one.sent_on,
            "council_on": answer.voted_on if answer else one.session_on,
            "deliberation_result": str(Vote(answer.vote).label) if answer else "",
            "reservations": answer.reserves if answer else "",
            "deliberation_number": one.act_number,
            "transmitted_on": one.transmitted_on,
            "published_on": one.published_on,
        }
        yield [told.get(name, "") for name in fields]


def _paths(cooperation_id: int) -> QuerySet[Deliberation]:
    standing = Prefetch(
        "answers", Answer.objects.filter(replaced_at__isnull=True), to_attr="standing"
    )
    rows = Deliberation.objects.filter(decision__cooperation=cooperation_id)
    found = rows.select_related("decision", "organisation__successor").prefetch_related(standing)
    return found.order_by("decision__folded", "decision", "organisation__folded", "pk")


def _standing(deliberation: Deliberation) -> Answer | None:
    held: list[Answer] = getattr(deliberation, "standing", [])
    return held[0] if held else None


def _gone(deliberation: Deliberation) -> str:
    """Why the council is asked no more; nothing while it is."""
    if deliberation.until is None:
        return ""
    left = _("Cette structure n’est plus appelée à décider.")
    return followed_by(deliberation.organisation) or left

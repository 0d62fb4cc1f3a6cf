"""What is a structure shown, by link, of the part that it is asked to take?"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from django.db.models import Exists, QuerySet
from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.links.queries import waiting_links
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.ground.directory.records.queries.recipients import addressed, who_answers_for
from maillage.trade.plan.actions.models import Share, ShareAnswer
from maillage.trade.plan.actions.queries.actions import (
    REFUSED,
    SHARE_LINK,
    editable_shares,
    short_name,
    silent,
    standing_answer,
    unanswered,
)
from maillage.trade.plan.choices import OPEN_STATES, FicheState, ShareRole
from maillage.trade.plan.fiches.models import FicheVersion
from maillage.trade.plan.parameters import ANSWER_DELAY
from maillage.trade.plan.steps.models import ActionStep
from maillage.trade.plan.who_does_what.queries import WorkTable

PURPOSE = SHARE_LINK


@dataclass(frozen=True)
class ShareAsk:
    """The part, its answer and its own steps; beside them what every member reads of the action.

    While the action is prepared, neither its fiche nor the parts of the others are shown.
    """

    share: Share
    answer: ShareAnswer | None
    steps: Sequence[ActionStep]
    version: FicheVersion | None
    others: Sequence[tuple[str, str]]

    @property
    def role_words(self) -> str:
        """What is proposed to the structure: « d’être pilote de cette action »."""
        return {
            ShareRole.PILOT: _("d’être pilote de cette action"),
            ShareRole.COPILOT: _("d’être copilote de cette action"),
            ShareRole.CONTRIBUTOR: _("de contribuer à cette action"),
            ShareRole.FUNDER: _("de financer cette action"),
            ShareRole.CONSULTED: _("de donner son avis sur cette action"),
            ShareRole.INFORMED: _("d’être tenue au courant de cette action"),
        }[ShareRole(self.share.role)]

    @property
    def mark(self) -> int:
        """What tells one state of all that the link writes from another."""
        steps = [(one.pk, one.version) for one in self.steps]
        answer = self.answer.pk if self.answer else 0
        return crc32(repr((self.share.version, answer, steps)).encode())


def share_of(link: AnswerLink) -> Share | None:
    """The part that the link is about, in its cooperation, while it may be answered."""
    rows = Share.objects.filter(
        pk=link.target,
        action__cooperation=link.cooperation_id,
        action__state__in=OPEN_STATES,
        until__isnull=True,
    )
    return rows.select_related(
        "action__cooperation__workspace", "action__subject", "organisation", "department"
    ).first()


def sheet_of(link: AnswerLink) -> str:
    """The address of the action of which the part is asked."""
    share = Share.objects.filter(pk=link.target).first()
    return address("plan:action", link.cooperation.slug, share.action_id) if share else ""


def share_ask(share: Share) -> ShareAsk:
    """All that the link shows, in four queries at most."""
    is_shared = share.action.visibility == Visibility.MEMBERS
    steps = share.action.steps.filter(share=share, done_on__isnull=True)
    versions = FicheVersion.objects.filter(action=share.action_id, state=FicheState.VALIDATED)
    return ShareAsk(
        share=share,
        answer=standing_answer(share),
        steps=list(steps),
        version=versions.first() if is_shared else None,
        others=_others(share) if is_shared else (),
    )


def _others(share: Share) -> list[tuple[str, str]]:
    rows = share.action.shares.filter(~Exists(REFUSED), until__isnull=True).exclude(pk=share.pk)
    return [
        (short_name(one), ", ".join(filter(None, (str(one.get_role_display()), one.does))))
        for one in rows.select_related("organisation")
    ]


def shares_to_ask(access: Access) -> QuerySet[Share]:
    """The parts that this reader may put by link."""
    return editable_shares(access).filter(until__isnull=True, action__state__in=OPEN_STATES)


def silent_shares(access: Access, today: date) -> QuerySet[Share]:
    """Those of them that wait for an answer for too long."""
    return silent(shares_to_ask(access), today)


def waiting_share_links(access: Access) -> QuerySet[AnswerLink]:
    """The links by which a part is asked, and that nobody has answered."""
    return waiting_links(access.cooperation_id, PURPOSE)


def ready_shares(access: Access) -> QuerySet[Share]:
    """The parts without an answer of which a link waits."""
    return unanswered(shares_to_ask(access)).filter(
        pk__in=waiting_share_links(access).values("target")
    )


@dataclass(frozen=True)
class Recalled:
    """Of the parts of a choice, the silent ones that no link asks, and those whose link waits.

    By their numbers; `structures` are those whose letter is ready, `links` the page of each link.
    """

    lacking: Set[int]
    ready: Set[int]
    structures: Set[int]
    links: Mapping[tuple[int, str], str]


def recalled(access: Access, table: WorkTable, today: date) -> Recalled:
    """Which of the parts that this table shows are recalled by letter; one query."""
    waiting = dict(waiting_share_links(access).order_by("pk").values_list("target", "pk"))
    ready = {one: table.unanswered[one] for one in waiting.keys() & table.unanswered.keys()}
    slug, latest = access.cooperation.slug, today - ANSWER_DELAY
    silent_ones = {
        number
        for number, (_place, one) in table.unanswered.items()
        if one.asked_on and one.asked_on <= latest
    }
    return Recalled(
        lacking=silent_ones - waiting.keys(),
        ready=set(ready),
        structures={one.organisation_id for _place, one in ready.values()},
        links={
            place: address("cooperations:answer_link", slug, waiting[number])
            for number, (place, _one) in ready.items()
        },
    )


def who_answers(share: Share) -> dict[str, object]:
    """The name and the address of whoever answers: the person of the part, or the contact."""
    contact = who_answers_for(share.action.cooperation_id, share.organisation_id)
    return addressed(share.person or contact, share.organisation)

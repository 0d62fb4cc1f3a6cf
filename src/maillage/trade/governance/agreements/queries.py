"""Which agreements may this reader open, and what is known of each?"""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.governance.agreements.choices import (
    AmendmentState,
    Needs,
    PartyRole,
    Renewal,
    Stage,
)
from maillage.trade.governance.agreements.models import (
    UNPROVED,
    Agreement,
    AgreementAct,
    AgreementParty,
    AgreementText,
    Article,
)
from maillage.trade.governance.agreements.readable import readable_texts
from maillage.trade.governance.agreements.remarks import AgreementRemark, ArticleAmendment
from maillage.trade.governance.agreements.rules import (
    in_force_on,
    notice_day,
    signatories,
    stage_of,
)
from maillage.trade.governance.agreements.usual import is_to_follow
from maillage.trade.governance.agreements.ways import Way, way_of
from maillage.trade.governance.joint_decisions.queries.joint_decisions import Path, paths_of

MOVES = 2
LACKING = AgreementParty.objects.filter(
    Q(signed_on__isnull=True) | Q(reading__in=UNPROVED),
    agreement=OuterRef("pk"),
    role=PartyRole.SIGNATORY,
    refused_on__isnull=True,
)
WAITING = ArticleAmendment.objects.filter(agreement=OuterRef("pk"), state=AmendmentState.WAITING)
SUCCESSORS = Agreement.objects.filter(replaces=OuterRef("pk"))


def agreements(access: Access) -> QuerySet[Agreement]:
    """The agreements that this reader may see: a draft opens with its remarks, to whom it binds."""
    rows = Agreement.objects.visible_to(access)
    if access.role in {Role.PARTNER, Role.ELECTED}:
        rows = rows | Agreement.objects.filter(
            cooperation=access.cooperation_id, remarks_from__lte=timezone.localdate()
        )
    return rows


def with_parties(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """The same, each with its parties, what it amends, whether one is to settle or replaces it."""
    parties = AgreementParty.objects.select_related("organisation")
    rows = rows.annotate(waits=Exists(WAITING), is_followed=Exists(SUCCESSORS))
    return rows.select_related("amends", "keeper", "cooperation").prefetch_related(
        Prefetch("parties", parties.order_by("organisation__folded", "pk"))
    )


def to_renew(rows: QuerySet[Agreement], today: date, last: date) -> QuerySet[Agreement]:
    """Those that end in the period and that nobody replaced."""
    return rows.filter(
        ~Q(renewal=Renewal.TACIT),
        ~Exists(SUCCESSORS),
        ends_on__range=(today, last),
        ended_on__isnull=True,
        frozen_on__isnull=False,
        amends__isnull=True,
    )


def in_signature(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Those of which a required signature lacks."""
    return rows.filter(Exists(LACKING), frozen_on__isnull=False, ended_on__isnull=True)


def to_follow(cooperation: int) -> QuerySet[Agreement]:
    """Those that wait for the officer: asked signatures that lack, amendments to settle."""
    today = timezone.localdate()
    rows = Agreement.objects.filter(cooperation=cooperation, ended_on__isnull=True)
    rows = rows.filter(
        Q(Exists(LACKING.filter(asked_on__isnull=False)), frozen_on__isnull=False)
        | Q(Exists(WAITING), frozen_on__isnull=True, remarks_until__lt=today)
    )
    return rows.order_by("-pk")


def in_remarks(cooperation: int, today: date) -> QuerySet[Agreement]:
    """The drafts whose remarks are open on this day."""
    rows = Agreement.objects.filter(
        Q(remarks_until__isnull=True) | Q(remarks_until__gte=today),
        cooperation=cooperation,
        frozen_on__isnull=True,
        ended_on__isnull=True,
        remarks_from__lte=today,
    )
    return rows.order_by("remarks_until", "pk")


def silent_on(rows: QuerySet[Agreement], access: Access) -> QuerySet[Agreement]:
    """Those of the drafts of which a structure of this reader is a party, and said nothing."""
    own = spoken_for(access)
    spoken = (
        model.objects.filter(agreement=OuterRef("pk"), organisation__in=own)
        for model in (AgreementRemark, ArticleAmendment)
    )
    party = AgreementParty.objects.filter(agreement=OuterRef("pk"), organisation__in=own)
    return rows.filter(Exists(party), *(~Exists(one) for one in spoken))


def without_text(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Those of which nobody gave the words."""
    return rows.filter(~Exists(AgreementText.objects.filter(agreement=OuterRef("pk"))))


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement as the register reads it."""

    agreement: Agreement
    stage: Stage
    signed: int
    every: int
    today: date
    ends_soon: bool = False

    @property
    def pk(self) -> int:
        """The number of the agreement."""
        return self.agreement.pk


def agreement_rows(page: QuerySet[Agreement]) -> list[AgreementRow]:
    """The rows of one page, in two queries."""
    today = timezone.localdate()
    return [row_of(one, today) for one in with_parties(page)]


def row_of(agreement: Agreement, today: date) -> AgreementRow:
    """An agreement read with its parties."""
    parties = list(agreement.parties.all())
    every = signatories(parties)
    signed = sum(1 for one in every if one.is_signed)
    stage = stage_of(agreement, parties, today, int(getattr(agreement, "waits", False)))
    soon = _ends_soon(agreement, stage, today)
    return AgreementRow(agreement, stage, signed, len(every), today, soon)


def _ends_soon(agreement: Agreement, stage: Stage, today: date) -> bool:
    """Whether it is in force, to be followed by another soon, and nothing replaces it."""
    is_followed = getattr(agreement, "is_followed", False)
    return stage == Stage.FORCE and not is_followed and is_to_follow(agreement, today)


@dataclass(frozen=True)
class AgreementSheet:
    """What is known of an agreement: its parties and how far each is, its texts, its dates."""

    agreement: Agreement
    parties: Sequence[AgreementParty]
    ways: Sequence[Way]
    texts: Sequence[AgreementText]
    articles: Sequence[Article]
    acts: Sequence[AgreementAct]
    others: Sequence[Agreement]
    paths: Sequence[Path]
    stage: Stage
    force_on: date | None
    notice_on: date | None
    gestures: Sequence[Gesture]
    today: date
    has_text: bool
    to_settle: int = 0
    to_enter: int = 0
    ends_soon: bool = False

    @property
    def text(self) -> AgreementText | None:
        """The text frozen, or the last version that this reader may read."""
        return self.agreement.frozen_text or (self.texts[-1] if self.texts else None)

    @property
    def signed(self) -> list[Way]:
        """The signatories that signed."""
        return [one for one in self.ways if one.party.is_signed]

    @property
    def able(self) -> list[Way]:
        """Those that may sign today."""
        return [one for one in self.ways if one.can_sign]

    @property
    def unable(self) -> list[Way]:
        """Those that may not yet, and those that will not."""
        return [one for one in self.ways if not one.party.is_signed and not one.can_sign]


def agreement_sheet(access: Access, agreement: Agreement) -> AgreementSheet:
    """The sheet of an agreement, in a constant number of queries."""
    today = timezone.localdate()
    parties = list(agreement.parties.all())
    paths = paths_of(access, agreement.joint_decision) if agreement.joint_decision else []
    current = {one.deliberation.organisation_id: one for one in paths if not one.deliberation.until}
    fingerprint = agreement.frozen_text.words_fingerprint if agreement.frozen_text else ""
    texts = readable_texts(access, agreement)
    shown = agreement.frozen_text or (texts[-1] if texts else None)
    family = agreement.amends_id or agreement.pk
    others = agreements(access).filter(Q(pk=family) | Q(amends=family)).exclude(pk=agreement.pk)
    articles = list(shown.articles.all()) if shown else []
    asks_states = agreement.frozen_on is None or agreement.unsettled_reason
    states = _draft_states(agreement, articles) if asks_states else (0, 0)
    stage = stage_of(agreement, parties, today, states[0])
    return AgreementSheet(
        agreement=agreement,
        parties=parties,
        ways=[
            way_of(one, current.get(one.organisation_id), fingerprint, today)
            for one in signatories(parties)
        ],
        texts=texts,
        articles=articles,
        acts=list(agreement.acts.all()),
        others=list(others.order_by("amendment_number", "pk")),
        paths=[one for one in paths if not one.deliberation.until],
        stage=stage,
        force_on=in_force_on(agreement, parties),
        notice_on=notice_day(agreement),
        gestures=history(access, agreement.sheet_key) if access.is_in_team else (),
        today=today,
        has_text=bool(texts) or agreement.texts.exists(),
        to_settle=states[0],
        to_enter=states[1],
        ends_soon=_ends_soon(agreement, stage, today),
    )


def _draft_states(agreement: Agreement, articles: Sequence[Article]) -> tuple[int, int]:
    """How many amendments are to settle, and how many accepted ones this text does not say."""
    states = (AmendmentState.WAITING, AmendmentState.ACCEPTED)
    rows = list(_amendments(agreement).filter(state__in=states).select_related("article"))
    waiting = sum(1 for one in rows if one.state == AmendmentState.WAITING)
    return waiting, len(_outside(rows, articles))


def accepted_outside(agreement: Agreement) -> list[ArticleAmendment]:
    """The accepted amendments that the last version of the text does not say."""
    last = agreement.texts.order_by("number").last()
    rows = _amendments(agreement).filter(state=AmendmentState.ACCEPTED).select_related("article")
    return _outside(list(rows), list(last.articles.all()) if last else [])


def _outside(
    rows: Sequence[ArticleAmendment], articles: Sequence[Article]
) -> list[ArticleAmendment]:
    words = {one.key: one.words for one in articles}
    return [
        one
        for one in rows
        if one.state == AmendmentState.ACCEPTED and not enters(one, words.get(one.article.key, ""))
    ]


def entered(agreement: Agreement) -> int:
    """How many amendments are accepted; a text is frozen only with all of them."""
    return _amendments(agreement).filter(state=AmendmentState.ACCEPTED).count()


def changed_articles(sheet: AgreementSheet) -> list[str]:
    """The articles of the last version that the one before does not say so, by their label."""
    if len(sheet.texts) < MOVES:
        return []
    before = {one.key: (one.heading, one.words) for one in sheet.texts[-2].articles.all()}
    now = {one.key for one in sheet.articles}
    gone = [one.label for one in sheet.texts[-2].articles.all() if one.key not in now]
    moved = [one for one in sheet.articles if before.get(one.key) != (one.heading, one.words)]
    return [one.label for one in moved] + [_("%(label)s retiré") % {"label": one} for one in gone]


def enters(amendment: ArticleAmendment, words: str) -> bool:
    """Whether an article that reads `words` says what an amendment puts in it."""
    puts = [str(one[2]).strip() for one in amendment.ranges]
    return words != amendment.article.words and all(one in words for one in puts)


def _amendments(agreement: Agreement) -> QuerySet[ArticleAmendment]:
    return ArticleAmendment.objects.filter(agreement=agreement)


def waiting_amendments(agreement: Agreement) -> QuerySet[ArticleAmendment]:
    """The amendments to this agreement that nobody settled."""
    return ArticleAmendment.objects.filter(agreement=agreement, state=AmendmentState.WAITING)


def way_of_party(access: Access, party: AgreementParty, signed_on: date | None = None) -> Way:
    """How far a party is, as if it had signed on that day when one is given."""
    agreement = party.agreement
    decision = agreement.joint_decision
    paths = [
        one
        for one in (paths_of(access, decision) if decision else [])
        if one.deliberation.organisation_id == party.organisation_id and not one.deliberation.until
    ]
    fingerprint = agreement.frozen_text.words_fingerprint if agreement.frozen_text else ""
    read = copy(party)
    read.signed_on = signed_on
    return way_of(read, paths[0] if paths else None, fingerprint, timezone.localdate())


def councils_needed(parties: Sequence[AgreementParty]) -> list[AgreementParty]:
    """The signatories whose council votes."""
    return [one for one in signatories(parties) if one.needs == Needs.COUNCIL]


def agreement_in(access: Access, number: int) -> QuerySet[Agreement]:
    """The agreement of this number, with all that its sheet reads of it."""
    rows = with_parties(agreements(access)).filter(pk=number)
    return rows.select_related(
        *("amends", "keeper", "drafter", "cooperation__workspace", "scheme", "study", "replaces"),
        *("frozen_text", "frozen_file", "frozen_by", "joint_decision__cooperation"),
    )

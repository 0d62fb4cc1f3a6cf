"""What would each structure pay under the words that an amendment proposes?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.money import euros_words
from maillage.core.panels import Panel
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.cost_keys import queries
from maillage.trade.funding.cost_keys.models import CostKey, CostSharing
from maillage.trade.funding.cost_keys.queries import SharingSheet
from maillage.trade.funding.cost_keys.readings import Reading
from maillage.trade.funding.cost_keys.words import bare_cents, change_words
from maillage.trade.governance.agreements.choices import AmendmentState
from maillage.trade.governance.agreements.queries import agreements
from maillage.trade.governance.agreements.remarks import ArticleAmendment

LIVE = (AmendmentState.WAITING, AmendmentState.ACCEPTED)
MOST = 4


def amendments_to_price(access: Access, number: int | None = None) -> QuerySet[ArticleAmendment]:
    """The amendments to the drafts of the cooperation that a key may stand for, and this one."""
    drafts = agreements(access).filter(frozen_on__isnull=True)
    rows = ArticleAmendment.objects.filter(
        Q(agreement__in=drafts.values("pk"), state__in=LIVE) | Q(pk=number)
    )
    return rows.select_related("organisation", "article").order_by("-agreement", "pk")


@dataclass(frozen=True, slots=True)
class Cell:
    """What a structure would pay under a wording, and how much more or less than before."""

    head: str
    sum: str
    change: str = ""


@dataclass(frozen=True, slots=True)
class Priced:
    """The sums of one sharing under the wordings of an article; a row for each structure."""

    heads: Sequence[tuple[str, str]]
    rows: Sequence[tuple[str, Sequence[Cell]]]
    totals: Sequence[Cell]
    note: str
    url: str


def prices_of_article(access: Access, number: int) -> Sequence[Panel]:
    """The effect in euros of the amendments to an article, for the team; none without a key."""
    if not access.is_in_team:
        return ()
    keys = CostKey.objects.filter(
        sharing__cooperation=access.cooperation_id,
        amendment__agreement__texts__articles=number,
        amendment__article__key=F("amendment__agreement__texts__articles__key"),
    )
    by_sharing: dict[int, dict[int, ArticleAmendment]] = {}
    for one in keys.select_related("amendment__organisation").order_by("pk"):
        if one.amendment is not None:
            by_sharing.setdefault(one.sharing_id, {})[one.pk] = one.amendment
    rows = queries.sharings(access).filter(pk__in=by_sharing)[:MOST] if by_sharing else ()
    priced = [_priced(access, one, by_sharing[one.pk]) for one in rows]
    tables = [one for one in priced if one is not None]
    if not tables:
        return ()
    title, template = _("Ce que chacun changerait"), "funding/parts/amended.html"
    return (Panel(title, template, {"tables": tables}),)


def _priced(
    access: Access, sharing: CostSharing, amended: dict[int, ArticleAmendment]
) -> Priced | None:
    sheet = queries.sharing_sheet(access, sharing)
    own = [one for one in sheet.readings if one.mix.number in amended and one.rows]
    base = _base(sheet, amended)
    shown = [*([base] if base else []), *own]
    if not own:
        return None
    heads = [
        (str(amended[one.mix.number].proposer), one.mix.label)
        if one.mix.number in amended
        else (_("Sans amendement, clé %(letter)s") % {"letter": one.mix.letter}, one.mix.label)
        for one in shown
    ]
    rows = [
        (payer.name, [_cell(heads[at][0], one, base, place) for at, one in enumerate(shown)])
        for place, payer in enumerate(sheet.read.payers)
    ]
    note = _("%(sum)s à partager, %(what)s.")
    return Priced(
        heads,
        rows,
        [
            Cell(head, bare_cents(sum(row.cents for row in one.rows)))
            for (head, _label), one in zip(heads, shown, strict=True)
        ],
        note % {"sum": euros_words(sheet.read.total), "what": french.inner_quotes(str(sharing))},
        reverse("funding:sharing", args=[access.cooperation.slug, sharing.pk]),
    )


def _base(sheet: SharingSheet, amended: dict[int, ArticleAmendment]) -> Reading | None:
    """The key without amendment: the proposed one, else the first."""
    rows = [one for one in sheet.readings if one.mix.number not in amended and one.rows]
    chosen = [one for one in rows if one.mix.number == sheet.sharing.chosen_id]
    return next(iter(chosen or rows), None)


def _cell(head: str, one: Reading, base: Reading | None, place: int) -> Cell:
    cents = one.rows[place].cents
    if base is None or one is base:
        return Cell(head, bare_cents(cents))
    change = cents - base.rows[place].cents
    return Cell(head, bare_cents(cents), change_words(change) if change else _("inchangé"))

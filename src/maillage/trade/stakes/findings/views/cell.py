"""What one structure says of one finding: what stands, what came before, and the form."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.messages import say
from maillage.core.shell import Audience
from maillage.core.stale import Rival
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, drop_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.pages.records import places_of
from maillage.ground.actors.choices import Confidence
from maillage.ground.actors.models import Source
from maillage.ground.actors.readings.services import RivalReadingError
from maillage.ground.directory.models import Actor
from maillage.trade.context.choosing import organisations_to_offer
from maillage.trade.stakes import permissions
from maillage.trade.stakes.actors.queries import present_actors
from maillage.trade.stakes.addresses import page_url
from maillage.trade.stakes.findings.judgement_forms import JudgementForm
from maillage.trade.stakes.findings.models import Finding, FindingReading
from maillage.trade.stakes.findings.queries import findings, judgements
from maillage.trade.stakes.findings.services import record_judgement, withdraw_judgement

finding_place = places_of(page_url, lazy("Diagnostic"), "findings", "finding")


@dataclass(frozen=True, slots=True)
class CellJudgement:
    """One judgement of a cell; `who` is empty when the source is not for this reader.

    How it was gathered, and how sure it is, the team alone reads.
    """

    judgement: FindingReading
    who: str
    shows_source: bool

    @property
    def is_withdrawn(self) -> bool:
        return self.judgement.withdrawn_at is not None


@dataclass(frozen=True)
class ShownCell:
    """A cell: its history, and the form of whoever may fill it; `closed` says why nobody may."""

    finding: Finding
    actor: Actor
    history: Sequence[CellJudgement]
    form: JudgementForm | None
    form_url: str
    closed: str = ""
    rival: Rival | None = None
    pair: tuple[str, str] | None = None

    @property
    def case(self) -> str:
        return f"{self.finding.pk}~{self.actor.pk}"

    @property
    def title(self) -> str:
        return f"{self.finding}, {self.actor}"


def shown_cell(request: CooperationRequest, finding: int, actor: int) -> ShownCell:
    """What this reader knows of the cell, in a constant number of queries."""
    access = request.access
    about = get_object_or_404(findings(access).prefetch_related("figures"), pk=finding)
    who = get_object_or_404(
        Actor.objects.filter(
            cooperation=access.cooperation_id, organisation__isnull=False
        ).select_related("cooperation", "organisation"),
        pk=actor,
    )
    history = history_of(access, who, about)
    standing = _standing(history)
    closed = about.closed_words or _left(access, who)
    form = None
    if permissions.can_collect_judgements(access) and not closed:
        form = JudgementForm(
            request.POST if request.method == "POST" else None,
            actor=who,
            finding=about,
            standing=standing,
            organisations=organisations_to_offer(access),
        )
    url = page_url(request, "finding_cell", about.pk, who.pk)
    return ShownCell(about, who, history, form, url, closed)


def history_of(access: Access, actor: Actor, finding: Finding) -> list[CellJudgement]:
    """Every judgement of the cell, the last one first, withdrawn ones too, in two queries."""
    rows = judgements(access).filter(actor=actor, finding=finding)
    rows = rows.select_related("source", "author", "check_by").order_by("-on", "-pk")
    return with_sources(access, list(rows))


def with_sources(access: Access, rows: Sequence[FindingReading]) -> list[CellJudgement]:
    """These judgements, each with whom it was heard from when the reader may know."""
    numbers = {one.source_id for one in rows}
    sources = Source.objects.visible_to(access).filter(pk__in=numbers) if numbers else ()
    read = {one.pk for one in sources}
    return [
        CellJudgement(one, one.source.who if one.source_id in read else "", access.is_in_team)
        for one in rows
    ]


def shared_words(rows: Sequence[CellJudgement]) -> str:
    """Who reads all these judgements, when it is the same for each, and that all are sure."""
    levels = {one.judgement.visibility for one in rows}
    if len(rows) < 2 or len(levels) > 1:
        return ""
    readers = permissions.readers_words(*levels)
    if all(one.shows_source and one.judgement.confidence == Confidence.SURE for one in rows):
        return _("Ces avis sont lus par %(who)s, et tenus pour sûrs.") % {"who": readers}
    return _("Ces avis sont lus par %(who)s.") % {"who": readers}


def _standing(history: Sequence[CellJudgement]) -> FindingReading | None:
    today = timezone.localdate()
    rows = (one.judgement for one in history if not one.is_withdrawn)
    return next((one for one in rows if one.on <= today), None)


def _left(access: Access, actor: Actor) -> str:
    """Why a structure that left says nothing more; empty while it is there."""
    if present_actors(access.cooperation_id).filter(pk=actor.pk).exists():
        return ""
    return _("%(name)s n’est plus membre : ses avis restent dans l’histoire.") % {"name": actor}


@cooperation_page(can=permissions.can_open_stakes)
def finding_cell(request: CooperationRequest, finding: int, structure: int) -> HttpResponse:
    """The page of one cell; who writes second sees both texts, and loses nothing."""
    cell = shown_cell(request, finding, structure)
    form = cell.form
    if request.method != "POST" or form is None:
        return _page(request, cell)
    if not form.is_valid():
        return _page(request, cell, status=422)
    try:
        record_judgement(
            access=request.access,
            judgement=form.judgement,
            source=form.source,
            last=form.last_read,
        )
    except RivalReadingError as error:
        return _both(request, cell, form, error.current)
    say(request, _("%(name)s : l’avis est noté.") % {"name": cell.actor})
    return redirect(cell_url(request, finding, structure))


def _both(
    request: CooperationRequest, cell: ShownCell, form: JudgementForm, current: object
) -> HttpResponse:
    """Both texts of the cell (409): sending it again puts what was typed after the other."""
    if not isinstance(current, FindingReading):
        raise TypeError(current)
    pair = (_text(form.judgement), _text(current))
    form.show_rival(current)
    rival = Rival.at(current.author.short_name, current.recorded_at)
    shown = ShownCell(
        cell.finding, cell.actor, cell.history, form, cell.form_url, rival=rival, pair=pair
    )
    return _page(request, shown, status=409)


def _text(judgement: FindingReading) -> str:
    lines = [judgement.get_verdict_display(), french.long_date(judgement.on), judgement.said]
    return "\n".join(str(part) for part in lines if part)


def _page(request: CooperationRequest, cell: ShownCell, status: int = 200) -> HttpResponse:
    access = request.access
    context = {
        "details": cell,
        "place": finding_place(request, cell.finding),
        "back": cell_url(request, cell.finding.pk, cell.actor.pk),
        "may_withdraw": permissions.can_collect_judgements(access),
        "may_collect": permissions.can_collect_judgements(access),
        "audience": findings_readers(request, narrow=bool(cell.history) and access.is_officer),
    }
    return render(request, "stakes/finding_cell.html", context, status=status)


@cooperation_page(can=permissions.can_collect_judgements)
def finding_withdraw(request: CooperationRequest, judgement: int) -> HttpResponse:
    """Takes a judgement back: it stays in the history, and the former one stands again."""
    standing = judgements(request.access).filter(withdrawn_at__isnull=True)
    record = get_object_or_404(
        standing.select_related("actor__organisation", "finding", "cooperation"), pk=judgement
    )
    verdict = str(record.get_verdict_display())
    return drop_page(
        request,
        drop=lambda: withdraw_judgement(access=request.access, judgement=record),
        page=FormPage(
            _("Retirer l’avis"),
            finding_place(request, record.finding),
            f"{record.actor}, « {record.finding} » : {verdict}.",
            back_to=cell_url(request, record.finding_id, record.actor_id),
            keep=_("Le garder"),
            warning=_("Retirez ce qui était faux. Un avis qui change se note par un autre."),
        ),
        done=_("L’avis est retiré ; il reste dans l’histoire de la case."),
    )


def cell_url(request: CooperationRequest, finding: int, actor: int) -> str:
    """The matrix with this cell chosen, the focus on it."""
    case = f"{finding}~{actor}"
    return f"{page_url(request, 'findings')}?case={case}#c-{case}"


def findings_readers(request: CooperationRequest, *, narrow: bool) -> Audience:
    """Who sees a page of findings: its confidential cells are for officers."""
    url = page_url(request, "findings")
    if narrow:
        return Audience(_("les chargées de coopération"), url, confidential=True)
    return by_access(request, url)

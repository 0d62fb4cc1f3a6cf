"""What is at stake: the register, the sheet of a stake, and what becomes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.numbers import row_numbered
from maillage.core.panels import panels
from maillage.core.register import Action, Chip, Column, Empty, Register, Search, answer_register
from maillage.core.register.cells import marked, missing
from maillage.core.sheet import Fact, Readers, Sheet
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, Sent, add_page, edit_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.foundation.journal.services import record_opening
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.stakes import permissions
from maillage.trade.stakes.addresses import Place, page_url, positions_place, readers_of
from maillage.trade.stakes.findings.queries import findings
from maillage.trade.stakes.positions.queries.readings import StakeReading, readings
from maillage.trade.stakes.positions.words import (
    actor_words,
    open_basis,
    reading_cell,
)
from maillage.trade.stakes.stake_pages.camps import Camp, camps, next_to_ask
from maillage.trade.stakes.stakes import queries, services
from maillage.trade.stakes.stakes.forms import CloseForm, FollowForm, LabelForm, StakeForm
from maillage.trade.stakes.stakes.models import LabelChoice, Stake
from maillage.trade.stakes.stakes.queries import Life, choices_of, life_of, matching_stakes
from maillage.trade.stakes.stakes.services import SameNameError
from maillage.trade.stakes.words import stakes_reading


@cooperation_page(can=permissions.can_open_stakes)
def stakes(request: CooperationRequest) -> HttpResponse:
    """The register of stakes."""
    return answer_register(
        request,
        stake_register(request.access),
        queries.stakes(request.access),
        template="stakes/stakes.html",
        context={
            "sentence": lambda: stakes_reading(*queries.stake_totals(request.access)),
            "place": positions_place(request),
            "audience": by_access(request, page_url(request, "stakes")),
        },
    )


@cooperation_page(can=permissions.can_open_stakes)
def stake(request: CooperationRequest, stake: int) -> HttpResponse:
    """The sheet of a stake; opening positions that are for officers is recorded."""
    record = _get_stake(request, stake)
    sheet = sheet_context(request.access, record)
    if sheet.holds_narrow:
        record_opening(request.user, record, cooperation_id=request.access.cooperation_id)
    context = {
        "details": sheet,
        "sheet": shown_stake(request.access, sheet),
        "may_keep": permissions.can_keep_stakes(request.access),
        "gesture": next_to_ask(sheet.camps),
        "audience": readers_of(request, narrow=sheet.holds_narrow),
    }
    return render(request, "stakes/stake.html", context)


@cooperation_page(can=permissions.can_keep_stakes)
def stake_add(request: CooperationRequest) -> HttpResponse:
    """The form by which a stake is named."""
    return add_page(
        request,
        form=lambda sent: _form(request, _drawn_from_finding(request), sent),
        save=lambda form: services.open_stake(access=request.access, stake=form.save(commit=False)),
        page=FormPage(
            _("Nommer un enjeu"),
            stakes_place(request),
            _("Une question sur laquelle chaque structure peut être pour ou contre."),
        ),
        done=_("L’enjeu est nommé : notez maintenant ce que chacun en veut."),
        to=lambda stake: page_url(request, "stake", stake.pk),
        refused={SameNameError: "label"},
    )


def _drawn_from_finding(request: CooperationRequest) -> Stake:
    """A blank stake; a finding, at `?finding=`, gives it its words and its theme."""
    stake = Stake(since=timezone.localdate())
    drawn = row_numbered(findings(request.access), request.GET.get("finding", ""))
    if drawn is not None:
        stake.label, stake.theme, stake.finding = drawn.statement, drawn.theme, drawn
    return stake


@cooperation_page(can=permissions.can_keep_stakes)
def stake_edit(request: CooperationRequest, stake: int) -> HttpResponse:
    """The form of the name and the description; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: _get_stake(request, stake),
        form=lambda stake, sent: _form(request, stake, sent),
        save=lambda _stake, form, read: services.edit_stake(
            access=request.access, stake=form.save(commit=False), read=read
        ),
        page=lambda stake: FormPage(
            _("Corriger l’enjeu"),
            stake_place(request, stake),
            _("Changez les mots, pas la question : les positions notées restent."),
        ),
        done=_("L’enjeu est à jour ; son ancien nom reste dans l’histoire."),
        refused={SameNameError: "label"},
    )


@cooperation_page(can=permissions.can_keep_stakes)
def stake_close(request: CooperationRequest, stake: int) -> HttpResponse:
    """The form that closes a stake; its positions stay."""
    return edit_page(
        request,
        lambda: _get_stake(request, stake),
        form=lambda stake, sent: CloseForm(sent, stake=stake),
        save=lambda stake, form, read: services.close_stake(
            access=request.access, stake=stake, read=read, **form.cleaned_data
        ),
        page=lambda stake: FormPage(
            _("Clore l’enjeu"),
            stake_place(request, stake),
            _("Il quitte la matrice ; ses positions et leur histoire restent sur sa fiche."),
            ends=True,
            keep=_("Le garder ouvert"),
        ),
        done=_("L’enjeu est clos ; ce qui en a été dit reste lisible."),
    )


@cooperation_page(can=permissions.can_keep_stakes)
def stake_follow(request: CooperationRequest, stake: int) -> HttpResponse:
    """The form that replaces a stake by another, or splits it in several."""
    return edit_page(
        request,
        lambda: _get_stake(request, stake),
        form=lambda stake, sent: FollowForm(sent, stake=stake),
        save=lambda stake, form, read: services.follow_stake(
            access=request.access, stake=stake, read=read, **form.cleaned_data
        ),
        page=lambda stake: FormPage(
            _("Remplacer ou scinder l’enjeu"),
            stake_place(request, stake),
            _("Les positions notées ne passent pas aux nouveaux enjeux : redemandez-les."),
        ),
        done=_("L’enjeu est clos, et sa suite est ouverte : redemandez les positions."),
        refused={SameNameError: "labels"},
    )


@cooperation_page(can=permissions.can_keep_stakes)
def stake_label(request: CooperationRequest, stake: int) -> HttpResponse:
    """The form by which an officer reads a stake otherwise than the positions do."""
    record = _get_stake(request, stake)
    return add_page(
        request,
        form=lambda sent: LabelForm(sent, instance=LabelChoice(stake=record)),
        save=lambda form: services.choose_label(
            access=request.access, choice=form.save(commit=False)
        ),
        page=FormPage(
            _("Lire l’enjeu autrement"),
            stake_place(request, record),
            _("Les positions ne disent pas tout. Votre lecture s’affiche avec sa raison."),
        ),
        done=_("Votre lecture est notée, avec sa raison."),
    )


def _form(request: CooperationRequest, stake: Stake, sent: Sent) -> StakeForm:
    return StakeForm(sent, instance=stake, access=request.access)


def _get_stake(request: CooperationRequest, number: int) -> Stake:
    return get_object_or_404(queries.stakes(request.access).select_related("follows"), pk=number)


def stakes_place(request: CooperationRequest) -> Place:
    """Under the register of stakes."""
    return (
        *positions_place(request),
        PageLink(_("Enjeux"), page_url(request, "stakes")),
    )


def stake_place(request: CooperationRequest, stake: Stake) -> Place:
    """Under the sheet of a stake."""
    return (
        *stakes_place(request),
        PageLink(stake.label, page_url(request, "stake", stake.pk)),
    )


@dataclass(frozen=True, slots=True)
class StakeRow:
    """A stake as the register reads it."""

    pk: int
    label: str
    reading: str
    verdict: str
    count: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class StakeSheet:
    """What is known of one stake."""

    stake: Stake
    reading: StakeReading | None
    camps: Sequence[Camp]
    choices: Sequence[LabelChoice]
    life: Life
    holds_narrow: bool
    gestures: Sequence[Gesture] = field(default_factory=tuple)


def stake_register(access: Access) -> Register[Stake, StakeRow]:
    """The register of stakes, as this reader may use it."""
    slug = access.cooperation.slug
    gestures = _gestures(access, slug)
    return Register(
        caption=_("Enjeux"),
        noun=(_("enjeu"), _("enjeux")),
        filename="enjeux",
        columns=_columns(),
        read=lambda page: _rows(access, page),
        order="enjeu",
        row_url=lambda row: reverse("stakes:stake", args=[slug, row.pk]),
        search=Search(_("Filtrer les enjeux"), _("Mots de l’intitulé"), matching_stakes),
        chips=(
            Chip("ouverts", _("ouverts"), lambda rows: rows.filter(in_force()), starts_on=True),
        ),
        actions=gestures,
        empty=Empty(
            _("Aucun enjeu pour l’instant"),
            _("Nommez deux ou trois questions dont on parle déjà ; les autres viendront."),
            gestures,
        ),
    )


def _columns() -> tuple[Column[StakeRow], ...]:
    return (
        Column("enjeu", _("Enjeu"), lambda row: row.label, sort=("label__plain", "pk"), wide=True),
        Column(
            "lecture",
            _("Lecture"),
            lambda row: row.reading,
            cell=_reading,
            measure="sentence",
            speaks=True,
        ),
        Column("entendus", _("Positions"), lambda row: row.count, measure="word", speaks=True),
        Column("depuis", _("Ouvert le"), lambda row: row.since, sort=("-since",), numeric=True),
        Column("jusqu-au", _("Clos le"), lambda row: row.until, numeric=True, quiet=True),
    )


def _reading(row: StakeRow) -> str:
    return marked("verdict", row.verdict) if row.verdict else missing(row.reading)


def _rows(access: Access, page: QuerySet[Stake]) -> list[StakeRow]:
    read = {one.stake.pk: one for one in readings(access).stakes}
    return [
        StakeRow(
            pk=one.pk,
            label=one.label,
            reading=reading_cell(read[one.pk]).words if one.pk in read else _("clos"),
            verdict=reading_cell(read[one.pk]).value if one.pk in read else "",
            count=actor_words(read[one.pk]) if one.pk in read else "",
            since=one.since,
            until=one.until,
        )
        for one in page
    ]


def _gestures(access: Access, slug: str) -> tuple[Action, ...]:
    if not permissions.can_keep_stakes(access):
        return ()
    return (
        Action(_("Nommer un enjeu"), reverse("stakes:stake_add", args=[slug]), "plus", main=True),
    )


def sheet_context(access: Access, stake: Stake) -> StakeSheet:
    """What this reader may know of a stake, in a constant number of queries."""
    read = readings(access)
    reading = read.of(stake.pk)
    return StakeSheet(
        stake=stake,
        reading=reading,
        camps=camps(access, stake, read) if reading else (),
        choices=choices_of(access, stake),
        life=life_of(access, stake),
        holds_narrow=read.table.holds_narrow and reading is not None,
        gestures=history(access, stake.sheet_key),
    )


def shown_stake(access: Access, sheet: StakeSheet) -> Sheet:
    """The sheet of a stake as the page draws it."""
    slug, stake = access.cooperation.slug, sheet.stake
    return Sheet(
        title=stake.label,
        sentence=stake_sentence(sheet),
        place=(
            PageLink(_("Positions"), reverse("stakes:positions", args=[slug])),
            PageLink(_("Enjeux"), reverse("stakes:stakes", args=[slug])),
        ),
        facts=tuple(fact for fact in _facts(slug, sheet) if fact.value),
        panels=tuple(panels.ask(access, "stake", stake.pk)),
        readers=(
            Readers("eye", _("Qui prend part"), _("l’intitulé et la description")),
            Readers("lock", _("Chacun selon son accès"), _("les positions et les lectures")),
        ),
    )


def _facts(slug: str, sheet: StakeSheet) -> list[Fact]:
    stake = sheet.stake
    opened = french.long_date(stake.since) if stake.since else ""
    closed = french.long_date(stake.until) if stake.until else ""
    return [
        Fact(_("De quoi il s’agit"), stake.description),
        Fact(_("Thème"), stake.theme.label if stake.theme else ""),
        Fact(_("Ouvert le"), opened),
        Fact(_("Clos le"), closed, stake.why_closed),
    ]


def stake_sentence(sheet: StakeSheet) -> str:
    """What is read of this stake today, and why."""
    stake, reading = sheet.stake, sheet.reading
    if reading is None:
        day = french.long_date(stake.until) if stake.until else ""
        return _("Cet enjeu est clos depuis le %(day)s : %(why)s") % {
            "day": day,
            "why": stake.why_closed,
        }
    words = reading_cell(reading).words
    if reading.label is None:
        return _("Ne peut pas encore être lu : %(heard)s.") % {"heard": actor_words(reading)}
    if not reading.is_whole and not reading.chosen:
        words = f"{open_basis()} : {words[:1].lower()}{words[1:]}"
    return " ".join(part for part in (f"{words}.", reading.reason, reading.doubt) if part)

"""Which member holds which competence, and to whom was it transferred?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.matrix import Cell, ColumnHead, Matrix, Reading, RowHead, answer_matrix
from maillage.core.matrix.description import Place
from maillage.core.matrix.window import read_place
from maillage.core.messages import say, say_nothing_changed
from maillage.core.register import Action, Empty
from maillage.core.shell import Audience, PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, form_page
from maillage.ground.directory import permissions
from maillage.ground.directory.choices import HoldState
from maillage.ground.directory.competence_matrix import queries
from maillage.ground.directory.competence_matrix.forms import CellPlace, HoldingForm, typed_domain
from maillage.ground.directory.competence_matrix.queries import (
    CompetenceFacts,
    Domain,
    Tally,
    Word,
    words_by_cell,
)
from maillage.ground.directory.competence_matrix.rules import domain_key
from maillage.ground.directory.competence_matrix.services import HoldingChangedError, record_holding
from maillage.ground.directory.competence_matrix.words import table_reading
from maillage.ground.directory.organisations.views.edits import editable_organisation
from maillage.ground.directory.records.models.organisations import Competence, Organisation
from maillage.ground.directory.records.queries.organisations import member_organisations, spoken_for
from maillage.ground.directory.records.views import page_url


@dataclass(frozen=True)
class ChosenHolding:
    """What the chosen cell adds: its dated rows, and the form of whoever may fill it."""

    case: str
    dated: Sequence[Competence]
    form: HoldingForm | None
    form_url: str


@cooperation_page(can=permissions.can_open_directory)
def competence_matrix(request: CooperationRequest) -> HttpResponse:
    """The members and the competences they hold, have transferred, or say nothing of."""
    today = timezone.localdate()
    facts = queries.competence_facts(request.access, today, request.GET.get("nature", ""))
    matrix = competence_table(request, facts, today)
    context = {
        "facts": facts,
        "reading": table_reading(
            len(facts.holders), facts.silent, len(facts.domains), facts.transferred
        ),
        "empty": _empty(request, facts),
        "gap_url": _gap_url(request, facts.gap),
        "cell_part": "directory/parts/competence_cell.html",
        "details": _chosen(request, matrix, facts, today),
        "add_url": page_url(request, "competence_matrix_add") if _may_add(request.access) else "",
        "audience": Audience(_("tous les accès"), page_url(request, "members")),
    }
    return answer_matrix(
        request, matrix, template="directory/competence_matrix.html", context=context
    )


def _empty(request: CooperationRequest, facts: queries.CompetenceFacts) -> Empty | None:
    """What to do first: place a member, then say a first competence."""
    access = request.access
    if not facts.holders:
        place = Action(_("Ouvrir les membres"), page_url(request, "members"), main=True)
        return Empty(
            _("Aucune structure membre pour l’instant"),
            _("Les lignes de ce tableau sont les structures membres : placez-les d’abord."),
            (place,) if permissions.can_edit_members(access) else (),
        )
    if facts.domains or facts.kind:
        return None
    add = Action(
        _("Ajouter une compétence"),
        page_url(request, "competence_matrix_add"),
        "plus",
        main=True,
    )
    return Empty(
        _("Aucune compétence pour l’instant"),
        _("Commencez par une seule, chez une structure que vous connaissez : mobilités, eau…"),
        (add,) if _may_add(access) else (),
    )


def _may_add(access: Access) -> bool:
    """Whether there is a card that this reader may correct."""
    keeps = permissions.can_keep_cards(access)
    return keeps and (access.is_officer or bool(spoken_for(access)))


def _gap_url(request: CooperationRequest, gap: queries.Gap | None) -> str:
    return _form_url(request, gap.organisation_id, gap.domain) if gap else ""


def _chosen(
    request: CooperationRequest, matrix: Matrix, facts: queries.CompetenceFacts, today: date
) -> ChosenHolding | None:
    place = read_place(matrix, request.GET.get("case", ""))
    domain = facts.domain(place[1]) if place else None
    if place is None or domain is None:
        return None
    number = int(place[0])
    return ChosenHolding(
        case="~".join(place),
        dated=queries.dated_rows(number, domain, today),
        form=_cell_form(request, number, domain.label),
        form_url=_form_url(request, number, domain.label),
    )


def _cell_form(request: CooperationRequest, number: int, domain: str) -> HoldingForm | None:
    """The form of the cell for whoever may correct the structure's card; nothing for the others."""
    access = request.access
    if not permissions.can_keep_cards(access):
        return None
    if not permissions.can_edit_organisation(access, number, spoken_for(access)):
        return None
    organisation = get_object_or_404(member_organisations(access), pk=number)
    place = CellPlace(access, organisation, domain)
    return HoldingForm(place=place, asked_at=_form_url(request, number, domain))


@cooperation_page(can=permissions.can_keep_cards)
def competence_matrix_edit(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The form of one cell, `?competence=` naming its column; without a name, it is asked."""
    record = editable_organisation(request, organisation)
    domain = typed_domain(request.GET.get("competence", ""))
    page = FormPage(
        f"{domain}, {record.short_name or record.name}" if domain else _("Dire une compétence"),
        _place(request),
        _("Un changement a sa date : ce qui était vrai avant reste dans l’histoire."),
        back_to=_cell_url(request, record, domain) if domain else "",
    )
    return _recorded(request, CellPlace(request.access, record, domain), page)


@cooperation_page(can=permissions.can_keep_cards)
def competence_matrix_add(request: CooperationRequest) -> HttpResponse:
    """The form by which a competence enters the matrix, for the structure that one chooses."""
    page = FormPage(
        _("Ajouter une compétence"),
        _place(request),
        _("Commencez par une structure ; les autres pourront ensuite la dire à leur tour."),
    )
    return _recorded(request, CellPlace(request.access), page)


def _recorded(request: CooperationRequest, place: CellPlace, page: FormPage) -> HttpResponse:
    form = HoldingForm(request.POST or None, place=place)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form, page)
    organisation, holding = form.organisation, form.holding
    if holding.repeats(form.current) and holding.since is None:
        say_nothing_changed(request)
        return redirect(_cell_url(request, organisation, holding.domain))
    try:
        record_holding(
            author=request.user,
            organisation=organisation,
            holding=holding,
            read=form.number_read,
        )
    except HoldingChangedError as changed:
        form.add_change_error(changed.current)
        return form_page(request, form, page)
    say(
        request,
        _("%(domain)s : la fiche de %(name)s est à jour.")
        % {"domain": holding.domain, "name": organisation},
    )
    return redirect(_cell_url(request, organisation, holding.domain))


def _cell_url(request: CooperationRequest, organisation: Organisation, domain: str) -> str:
    case = f"{organisation.pk}~{domain_key(domain)}"
    return f"{page_url(request, 'competence_matrix')}?case={case}#c-{case}"


def _form_url(request: CooperationRequest, organisation: int, domain: str) -> str:
    name = urlencode({"competence": domain})
    return f"{page_url(request, 'competence_matrix_edit', organisation)}?{name}"


def _place(request: CooperationRequest) -> tuple[PageLink, ...]:
    return (PageLink(_("Compétences"), page_url(request, "competence_matrix")),)


def competence_table(request: CooperationRequest, facts: CompetenceFacts, today: date) -> Matrix:
    """Members × competences; the cells on screen take one query."""

    def cells(rows: Sequence[str], columns: Sequence[str]) -> dict[Place, Cell]:
        shown = [domain for domain in facts.domains if domain.key in set(columns)]
        word_by_key = words_by_cell(request.access, today, [int(row) for row in rows], shown)
        return {(str(row), key): _cell(word) for (row, key), word in word_by_key.items()}

    return Matrix(
        caption=_("Qui détient quelle compétence"),
        filename="competences",
        row_title=_("Structure"),
        row_note=_("et sa nature"),
        rows=[
            RowHead(
                str(holder.pk),
                holder.name,
                holder.kind_label,
                page_url(request, "organisation", holder.pk),
                _row_reading(facts.tally(holder.pk)),
            )
            for holder in facts.holders
        ],
        columns=[
            ColumnHead(domain.key, domain.label, reading=_column_reading(domain))
            for domain in facts.domains
        ],
        cells=cells,
        empty=Cell("", silent=True, explained=_("Rien n’est connu : ni détenue, ni transférée.")),
        reading_title=_("Ce qu’elle en dit"),
        foot_title=_("Qui la détient"),
        legend=(("hold", HoldState.HELD.value), ("hold", HoldState.TRANSFERRED.value)),
    )


def _cell(word: Word) -> Cell:
    has_titulaire = word.state == HoldState.HELD
    since = str(word.since.year) if word.since else ""
    sentence = _("à %(receiver)s") % {"receiver": word.receiver} if word.receiver else ""
    state = str(HoldState(word.state).label)
    return Cell(
        state,
        note=(since and _("depuis %(year)s") % {"year": since}) if has_titulaire else sentence,
        family="hold",
        value=word.state,
        choice=word.state,
        exported=f"{state} {sentence}" if sentence else state,
        explained=(
            _("Depuis le %(day)s.") % {"day": french.long_date(word.since)}
            if word.since
            else _("La date n’est pas connue.")
        ),
    )


def _row_reading(tally: Tally) -> Reading:
    if not tally.current and not tally.transferred:
        return Reading(_("Rien de connu"), "")
    gone = french.counted(tally.transferred, _("compétence"), _("compétences"))
    if not tally.current:
        return Reading(_("A transféré %(count)s") % {"count": gone})
    text = french.counted(tally.current, _("compétence"), _("compétences"))
    in_words = french.in_words(tally.transferred, feminine=True)
    note = _("en a transféré %(count)s") % {"count": in_words} if tally.transferred else ""
    return Reading(_("Détient %(count)s") % {"count": text}, note)


def _column_reading(domain: Domain) -> str:
    number, gone = domain.tally.current, domain.tally.transferred
    parts = []
    if number:
        parts.append(ngettext("%(n)s la détient", "%(n)s la détiennent", number) % {"n": number})
    if gone:
        parts.append(ngettext("%(n)s l’a transférée", "%(n)s l’ont transférée", gone) % {"n": gone})
    return ", ".join(parts)

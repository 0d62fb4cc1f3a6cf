"""One thing due: its act, who owes what for it, what it protects, those before it."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.sheet import Fact, Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.context import permissions
from maillage.trade.context.addresses import page_url
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.duties import gestures, queries, words
from maillage.trade.context.duties.models import Duty, DutyPiece
from maillage.trade.context.duties.reminders import is_recalled

USUAL_WEEK = 7


@dataclass(frozen=True, slots=True)
class PieceLine:
    """A piece: its mark, who owes it, what became of it, its file, and who may say it came."""

    mark: str
    name: str
    note: str
    is_received: bool = False
    file_name: str = ""
    file_url: str = ""
    give_url: str = ""
    ask_url: str = ""


def duty_panel(request: CooperationRequest, one: Duty, today: date) -> dict[str, object]:
    """What the panel of a duty shows; four queries."""
    access = request.access
    sheet = queries.duty_sheet(access, one)
    kind = str(one.get_kind_display())
    may_edit = permissions.can_edit_duties(access)
    givable = (
        set(queries.givable_pieces(access).values_list("pk", flat=True)) if one.is_open else set()
    )
    if not permissions.can_give_piece(access):
        givable = set()
    own = [piece for piece in sheet.pieces if piece.pk in givable]
    gesture = gestures.of_its_page(access, one, own, today)
    return {
        "duty": one,
        "overline": ", ".join((french.capital(kind), words.day_words(one))),
        "duty_sentence": words.duty_sentence(one, sheet.pieces, today),
        "facts": [fact for fact in _facts(access, one, today) if fact.value],
        "pieces": [_piece_line(request, piece, one, givable, may_edit) for piece in sheet.pieces],
        "lacks_several": sum(piece.received_on is None for piece in sheet.pieces) > 1,
        "before": [_before_line(request, past) for past in sheet.before],
        "may_edit": may_edit,
        "gesture": gesture,
        "is_calm": gesture is not None and not is_recalled(one, today),
        "register_url": page_url(request, "duties"),
    }


def _facts(access: Access, one: Duty, today: date) -> list[Fact]:
    opens = french.long_date(one.opens_on) if one.opens_on and one.is_open else ""
    receipt, receipt_note = _receipt(access, one)
    may_recall = one.is_open and one.due_on is not None and access.is_in_team
    return [
        Fact(_("Pour quoi"), one.about),
        Fact(_("À qui"), one.funder.name if one.funder else ""),
        Fact(_("Signée avec") if one.kind == DutyKind.END else _("Acte"), words.act_words(one)),
        Fact(_("Au titre de"), str(one.scheme or "")),
        Fact(_("Possible dès le"), opens),
        Fact(_("Sinon"), one.consequence if one.is_open else ""),
        Fact(_("Protège"), words.stake_words(one)),
        Fact(_("S’en charge"), str(one.responsible or "") if access.is_in_team else ""),
        Fact(_("Rappel"), _reminder(one) if may_recall else ""),
        Fact(_("Chaque année"), _yearly(one)),
        Fact(_("Envoyé"), one.done_how),
        Fact(_("Preuve"), receipt, receipt_note),
    ]


def _yearly(one: Duty) -> str:
    if not one.is_yearly:
        return ""
    return _("oui, la suivante s’ouvre à l’envoi") if one.due_on else _("oui")


def _reminder(one: Duty) -> str:
    if one.reminder <= USUAL_WEEK:
        return _("la semaine d’avant")
    return _("%(n)s jours avant, puis la semaine d’avant") % {"n": french.in_words(one.reminder)}


def _receipt(access: Access, one: Duty) -> tuple[str, str]:
    number = (
        _("accusé n° %(number)s") % {"number": one.receipt_number} if one.receipt_number else ""
    )
    if one.done_on and not number and one.receipt_id is None and access.is_in_team:
        return _("aucune preuve notée"), ""
    if one.receipt_id is None or not access.is_in_team:
        return number, ""
    url = reverse("documents:document_file", args=[access.cooperation.slug, one.receipt_id])
    link = format_html('<a class="m-finger" href="{}">{}</a>', url, _("le fichier"))
    return (number, link) if number else (link, "")


def _piece_line(
    request: CooperationRequest, piece: DutyPiece, one: Duty, givable: set[int], may_edit: bool
) -> PieceLine:
    organisation = piece.organisation
    file = piece.attachment if request.access.is_in_team else None
    slug = request.access.cooperation.slug
    may_ask = may_edit and one.is_open and piece.received_on is None
    return PieceLine(
        mark=_piece_mark(piece, one),
        name=organisation.short_name or organisation.name,
        note=words.piece_words(piece),
        is_received=piece.received_on is not None,
        file_name=file.name if file else "",
        file_url=reverse("documents:document_file", args=[slug, file.pk]) if file else "",
        give_url=page_url(request, "duty_piece", piece.pk) if piece.pk in givable else "",
        ask_url=page_url(request, "duty_piece_ask", piece.pk) if may_ask else "",
    )


def _piece_mark(piece: DutyPiece, one: Duty) -> str:
    if piece.received_on:
        return "done"
    return "todo" if one.is_open else "waived"


def _before_line(request: CooperationRequest, past: Duty) -> Line:
    return Line(
        past.label,
        words.when_words(past, past.due_on or date.min),
        page_url(request, "duty", past.pk),
        "duty",
        "done",
    )

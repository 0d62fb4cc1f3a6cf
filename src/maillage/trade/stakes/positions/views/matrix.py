"""Who wants what: the matrix of stakes and actors."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.days import read_day
from maillage.core.links import address
from maillage.core.made import Made
from maillage.core.matrix import Cell, ColumnHead, Matrix, RowHead, answer_matrix
from maillage.core.matrix.description import Place
from maillage.core.matrix.window import read_place
from maillage.core.register import Action, Empty
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.journal.services import record_opening
from maillage.ground.actors.readings.words import span_words
from maillage.ground.actors.sources.queries import drawn_from
from maillage.trade.stakes import permissions
from maillage.trade.stakes.actors.queries import ActorHead
from maillage.trade.stakes.addresses import page_url, readers_of
from maillage.trade.stakes.choices import StakeLabel
from maillage.trade.stakes.position_asks.models import PositionAsk
from maillage.trade.stakes.position_asks.queries import asks_to_answer
from maillage.trade.stakes.positions.queries.readings import Readings, readings
from maillage.trade.stakes.positions.queries.table import StakeHead, Table
from maillage.trade.stakes.positions.views.cell import ShownCell, shown_cell
from maillage.trade.stakes.positions.words import (
    actor_words,
    day_words,
    doubt_sentences,
    most_silent,
    reading_cell,
    table_sentence,
    to_listen_to,
)
from maillage.trade.stakes.words import stance_words


@dataclass(frozen=True, slots=True)
class Day:
    """The day asked for, None for today; what was typed, and what to write instead."""

    day: date | None
    typed: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the page shows of a table, what it offers to hold back, and what is active."""

    when: Day
    theme: str
    kind: str
    themes: Sequence[tuple[str, str]]
    kinds: Sequence[tuple[str, str]]

    def keeps_stake(self, stake: StakeHead) -> bool:
        """Whether the row is shown."""
        return self.theme in {"", stake.theme}

    def keeps_actor(self, actor: ActorHead) -> bool:
        """Whether the column is shown."""
        return self.kind in {"", actor.kind}

    @property
    def is_on(self) -> bool:
        """Whether the matrix is not the whole one of today."""
        return bool(self.when.typed or self.theme or self.kind)

    @property
    def sentences(self) -> list[str]:
        """What is shown, when it is not all or not today."""
        lines = []
        if self.when.day:
            day = {"day": french.long_date(self.when.day)}
            lines.append(
                _("Ce qui était connu le %(day)s, sur les enjeux et les acteurs de ce jour-là.")
                % day
            )
        if names := [one for one in (self.theme, self.kind) if one]:
            shown = {"held": ", ".join(names)}
            lines.append(_("Montré : %(held)s. Les lectures comptent tous les acteurs.") % shown)
        return lines


def requested_day(typed: str, today: date) -> Day:
    """The past day that is typed; today's table, and why, for another."""
    typed = typed.strip()
    if not typed:
        return Day(None)
    try:
        day = read_day(typed)
    except ValidationError as error:
        return Day(None, typed, error.messages[0])
    if day > today:
        return Day(None, typed, _("Choisissez un jour passé : la matrice ne dit pas l’avenir."))
    return Day(day if day < today else None, typed)


def requested_filters(parameters: Mapping[str, str], table: Table, when: Day) -> Filters:
    """What the address asks for; a theme or a kind that the table does not hold is no filter."""
    themes = _offered(one.theme for one in table.stakes)
    kinds = _offered(one.kind for one in table.actors)
    return Filters(
        when,
        theme=_among(parameters.get("theme", ""), themes),
        kind=_among(parameters.get("nature", ""), kinds),
        themes=themes,
        kinds=kinds,
    )


def _offered(values: Iterable[str]) -> list[tuple[str, str]]:
    return [(one, one) for one in sorted({one for one in values if one}, key=str.casefold)]


def _among(value: str, offered: Sequence[tuple[str, str]]) -> str:
    return value if (value, value) in offered else ""


@cooperation_page(can=permissions.can_open_stakes)
def positions(request: CooperationRequest) -> HttpResponse:
    """The matrix, its readings, and what is known of the chosen cell."""
    when = requested_day(request.GET.get("le", ""), timezone.localdate())
    read = readings(request.access, when.day)
    shown = requested_filters(request.GET.dict(), read.table, when)
    matrix = position_matrix(request.access, read, shown)
    if read.table.holds_narrow and "HX-Request" not in request.headers:
        record_opening(
            request.user,
            request.access.cooperation,
            cooperation_id=request.access.cooperation_id,
        )
    context = {
        "read": read,
        "head": table_sentence(read),
        "span": span_words(read.table.days),
        "doubts": doubt_sentences(read),
        "listen": "" if when.day or not read.is_whole else to_listen_to(read),
        "listen_link": _listen_link(request, read),
        "shown": shown,
        "empty": _empty(request, read, when.day),
        "cell_part": "stakes/parts/position_cell.html",
        "details": _chosen(request, matrix),
        "may_keep": permissions.can_keep_stakes(request.access),
        "may_import": permissions.can_keep_positions(request.access),
        "own": _own(request),
        "audience": readers_of(request, narrow=read.table.holds_narrow),
    }
    return answer_matrix(request, matrix, template="stakes/positions.html", context=context)


def _listen_link(request: CooperationRequest, read: Readings) -> PageLink | None:
    """Where to hear who has said least; a group is in no list of members, it is asked by link."""
    first = most_silent(read)
    actor = next((one for one in read.table.actors if first and one.name == first.actor), None)
    if actor is None or actor.organisation_id is not None:
        return PageLink(_("Qui rencontrer"), page_url(request, "who_to_meet"))
    return PageLink(_("Demander par lien"), page_url(request, "position_ask", actor.pk))


def _own(request: CooperationRequest) -> list[PageLink]:
    """Where the reader answers for their structures, the last question put to each; two queries."""
    access = request.access
    if access.is_officer or not permissions.can_answer_positions(access):
        return []
    last: dict[int, PositionAsk] = {}
    for one in asks_to_answer(access):
        last.setdefault(one.actor_id, one)
    return [
        PageLink(
            _("Les positions %(of)s") % {"of": french.of_body(one.actor)},
            page_url(request, "position_answer", one.pk),
        )
        for one in last.values()
    ]


def position_matrix(access: Access, read: Readings, shown: Filters) -> Matrix:
    """Stakes in rows, actors in columns; those that are shown."""
    slug, table = access.cooperation.slug, read.table
    return Matrix(
        caption=_("Ce que chaque structure veut"),
        filename="positions",
        row_title=_("Enjeu"),
        reading_title=_("Lecture"),
        foot_title=(
            _("Enjeux où elle prend position") if read.is_whole else _("Positions ouvertes")
        ),
        rows=Made(
            [one for one in read.stakes if shown.keeps_stake(one.stake)],
            lambda one: RowHead(
                str(one.stake.pk),
                one.stake.label,
                actor_words(one),
                address("stakes:stake", slug, one.stake.pk),
                reading_cell(one),
            ),
        ),
        columns=[
            ColumnHead(
                str(actor.pk),
                french.capital(actor.name),
                url=_sheet_of(slug, actor.organisation_id),
                reading=_("%(n)s sur %(all)s")
                % {"n": round(share * len(table.stakes)), "all": len(table.stakes)},
            )
            for actor, share in zip(table.actors, read.coverage.actors, strict=True)
            if shown.keeps_actor(actor)
        ],
        cells=lambda rows, columns: position_cells(table, rows, columns, is_whole=read.is_whole),
        empty=silence() if read.is_whole else nothing_open(),
        legend=tuple(("verdict", label.value) for label in StakeLabel),
    )


def position_cells(
    table: Table, rows: Sequence[str], columns: Sequence[str], *, is_whole: bool
) -> Mapping[Place, Cell]:
    """The cells on screen; what the table leaves out is a silence."""
    values = set(rows)
    stakes: list[StakeHead] = [one for one in table.stakes if str(one.pk) in values]
    cell_by_key: dict[Place, Cell] = {}
    for stake in stakes:
        for column in columns:
            spoken = table.spoken.get((int(column), stake.subject_id))
            if spoken is not None:
                cell_by_key[str(stake.pk), column] = Cell(
                    stance_words(spoken.value),
                    stance=spoken.value,
                    exported=spoken.value,
                    note=_("le %(day)s") % {"day": day_words(spoken.on, is_whole=is_whole)},
                    explained=" ",
                )
    return cell_by_key


def silence() -> Cell:
    """The cell of whoever has said nothing."""
    return Cell(
        _("silence"),
        silent=True,
        exported="",
        explained=_("Rien n’est noté ici : une structure qui ne dit rien n’est ni pour ni neutre."),
    )


def nothing_open() -> Cell:
    """The cell of whoever said nothing that this reader may read."""
    return Cell(
        _("rien à lire"),
        silent=True,
        exported="",
        explained=_("Aucune position ne vous est ouverte ici : cela ne dit rien de ce qui l’est."),
    )


def _sheet_of(slug: str, organisation: int | None) -> str:
    return address("directory:organisation", slug, organisation) if organisation else ""


def _chosen(request: CooperationRequest, matrix: Matrix) -> ShownCell | None:
    place = read_place(matrix, request.GET.get("case", ""))
    if place is None:
        return None
    drawn = drawn_from(request.access, request.GET.dict())
    return shown_cell(request, int(place[0]), int(place[1]), drawn=drawn)


def _empty(request: CooperationRequest, read: Readings, day: date | None) -> Empty | None:
    """What to do first: name a stake, then place who weighs; on a past day, come back."""
    if day and not (read.table.stakes and read.table.actors):
        back = Action(_("Revenir à aujourd’hui"), page_url(request, "positions"), main=True)
        return Empty(
            _("Rien n’était ouvert ce jour-là"),
            _("Le %(day)s, aucun enjeu ou aucun acteur n’était encore là.")
            % {"day": french.long_date(day)},
            (back,),
        )
    if not read.table.stakes:
        add = Action(_("Nommer un enjeu"), page_url(request, "stake_add"), "plus", main=True)
        return Empty(
            _("Aucun enjeu pour l’instant"),
            _(
                "Commencez par deux ou trois questions dont on parle déjà : « Accueil des jeunes "
                "enfants le mercredi », « Partage du coût de l’ingénierie »."
            ),
            (add,) if permissions.can_keep_stakes(request.access) else (),
        )
    if read.table.actors:
        return None
    slug = request.access.cooperation.slug
    place = Action(_("Ouvrir les membres"), reverse("directory:members", args=[slug]), main=True)
    return Empty(
        _("Aucun acteur pour l’instant"),
        _("Les colonnes de ce tableau sont les structures membres et les acteurs nommés."),
        (place,),
    )

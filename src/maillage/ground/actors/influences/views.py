"""The matrix of influences: who acts on whom, cell by cell, with its history."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.links import address
from maillage.core.matrix import Cell, ColumnHead, Matrix, Reading, RowHead, answer_matrix
from maillage.core.matrix.description import Place
from maillage.core.matrix.window import read_place
from maillage.core.messages import say
from maillage.core.register import Action, Empty
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, form_page
from maillage.ground.actors import permissions
from maillage.ground.actors.addresses import cell_url, game_place, officers, opened, page_url, tabs
from maillage.ground.actors.influences import queries
from maillage.ground.actors.influences.forms import InfluenceForm
from maillage.ground.actors.influences.forms import Pair as RequestedPair
from maillage.ground.actors.influences.models import Influence
from maillage.ground.actors.influences.queries import (
    CellReadings,
    Game,
    Tally,
    cell_readings,
    game_on,
)
from maillage.ground.actors.influences.words import STRENGTHS, strength_word
from maillage.ground.actors.players.queries import Cast, Player
from maillage.ground.actors.readings.services import (
    RivalReadingError,
    Seen,
    record_reading,
    withdraw_reading,
)
from maillage.ground.actors.readings.views.history import ShownReading, shown_readings
from maillage.ground.actors.readings.words import reading_words
from maillage.ground.directory.members.queries import actors
from maillage.ground.directory.models import Actor


def get_actor(access: Access, number: int) -> Actor:
    """The actor of this number in the reader's cooperation; Http404 for any other."""
    return get_object_or_404(actors(access), pk=number)


TOPIC = "influences"


@dataclass(frozen=True)
class ChosenInfluence:
    """What the chosen cell adds: all that was read there, and the form of whoever may fill it."""

    case: str
    history: Sequence[ShownReading]
    form: InfluenceForm | None
    form_url: str


@cooperation_page(can=permissions.can_open_game)
def influence_map_matrix(request: CooperationRequest) -> HttpResponse:
    """Who can act on whom; each opening is recorded."""
    game = game_on(request.access, timezone.localdate())
    cast = game.cast
    matrix = influence_table(request, game)
    opened(request)
    context = {
        "tabs": tabs(request, "influence_map_matrix"),
        "sentence": _sentence(game),
        "ended": cast.ended,
        "empty": _empty(request, cast),
        "cell_part": "actors/parts/influence_cell.html",
        "details": _chosen(request, matrix, cast),
        "may_keep": permissions.can_keep_game(request.access),
        "audience": officers(request),
    }
    template = "actors/influence_map_matrix.html"
    return answer_matrix(request, matrix, template=template, context=context)


def _sentence(game: Game) -> str:
    """How many are noted between those who are placed, as on the plane, and on people besides."""
    count = sum(tally.readings for tally in game.acts.values())
    if not count:
        return _("Rien n’est encore noté. Commencez par les deux ou trois acteurs qui comptent.")
    values = {"known": french.number(game.readings), "places": french.number(game.places)}
    sentence = _("%(known)s influences notées sur %(places)s, personnes à part") % values
    beside = count - game.readings
    if not beside:
        return f"{sentence}."
    rest = ngettext("%(n)s autre touche une personne", "%(n)s autres touchent une personne", beside)
    return f"{sentence} ; {rest % {'n': french.in_words(beside, feminine=True)}}."


def _empty(request: CooperationRequest, cast: Cast) -> Empty | None:
    """Two actors are needed: they are named in the directory."""
    if len(cast.players) > 1:
        return None
    members = reverse("directory:members", args=[request.access.cooperation.slug])
    return Empty(
        _("Il faut au moins deux acteurs"),
        _("Les lignes et les colonnes sont les membres, et ceux que vous nommez à côté d’eux."),
        (Action(_("Ouvrir les membres"), members, main=True),),
    )


def _chosen(request: CooperationRequest, matrix: Matrix, cast: Cast) -> ChosenInfluence | None:
    place = read_place(matrix, request.GET.get("case", ""))
    if place is None or place[0] == place[1]:
        return None
    actor, target = int(place[0]), int(place[1])
    history = queries.history_of(request.access, actor, target)
    url = page_url(request, "influence_map_cell", actor, target)
    may_keep = permissions.can_keep_game(request.access)
    return ChosenInfluence(
        case="~".join(place),
        history=shown_readings(request, history, "influence_map_withdraw", _word),
        form=InfluenceForm(pair=_pair(request, actor, target, history)) if may_keep else None,
        form_url=url,
    )


def _word(reading: Influence) -> str:
    return strength_word(reading.strength)


def _pair(
    request: CooperationRequest, actor: int, target: int, history: Sequence[Influence]
) -> RequestedPair:
    """The pair as the form asks it, with the last reading recorded; Http404 for one with itself."""
    if actor == target:
        raise Http404
    standing = [one for one in history if one.withdrawn_at is None]
    return RequestedPair(
        request.access.cooperation,
        get_actor(request.access, actor),
        get_actor(request.access, target),
        max(standing, key=lambda one: one.pk, default=None),
    )


@cooperation_page(can=permissions.can_keep_game)
def influence_map_cell(request: CooperationRequest, actor: int, target: int) -> HttpResponse:
    """The form of one cell: how strongly the first can act on the second, and how it is known."""
    history = queries.history_of(request.access, actor, target)
    pair = _pair(request, actor, target, history)
    form = InfluenceForm(request.POST.dict() if request.method == "POST" else None, pair=pair)
    page = FormPage(
        _("%(actor)s sur %(target)s") % {"actor": pair.actor, "target": pair.target},
        game_place(request),
        _("Ce que le premier peut toucher du second, tel que vous le savez aujourd’hui."),
        back_to=cell_url(request, actor, target),
        audience=officers(request),
    )
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form, page)
    seen = Seen(queries.influences(request.access), form.number_read)
    try:
        record_reading(
            author=request.user,
            reading=form.influence,
            source=form.source,
            seen=seen,
            topic=TOPIC,
        )
    except RivalReadingError as rival:
        influences = queries.history_of(request.access, actor, target)
        current = next(one for one in influences if one.pk == rival.current.pk)
        form.add_rival_error(current, _word(current), reading_words(request.access, current))
        return form_page(request, form, page)
    say(request, _("C’est noté : %(actor)s sur %(target)s.") % _names(pair))
    return redirect(cell_url(request, actor, target))


def _names(pair: RequestedPair) -> dict[str, object]:
    return {"actor": pair.actor, "target": pair.target}


@cooperation_page(can=permissions.can_keep_game)
def influence_map_withdraw(request: CooperationRequest, influence: int) -> HttpResponse:
    """Withdraws a reading that was wrong: it stays in the history, and no longer counts."""
    record = queries.standing_influence(request.access, influence)
    if request.method == "POST":
        withdraw_reading(author=request.user, reading=record, topic=TOPIC)
        say(request, _("Cette lecture est retirée ; elle reste dans l’histoire de la case."))
    return redirect(cell_url(request, record.actor_id, record.target_id))


def influence_table(request: CooperationRequest, game: Game) -> Matrix:
    """Actors × actors, row acts on column; the cells on screen take one query."""
    numbers = {str(player.pk): player for player in game.cast.players}

    def cells(rows: Sequence[str], columns: Sequence[str]) -> dict[Place, Cell]:
        pair = [int(key) for key in rows], [int(key) for key in columns]
        cell_readings_by_key = cell_readings(request.access, *pair, game.day)
        cell_by_key = {
            (str(row), str(column)): _cell(one, numbers[str(row)].name, numbers[str(column)].name)
            for (row, column), one in cell_readings_by_key.items()
        }
        own = {(key, key): Cell("·", exported="") for key in set(rows) & set(columns)}
        return cell_by_key | own

    return Matrix(
        caption=_("Qui peut agir sur qui"),
        filename="influences",
        row_title=_("Acteur"),
        row_note=_("celui qui agit"),
        rows=[
            RowHead(
                key, one.name, one.note, directory_url(request, one), _row(game.acts[one.pk], one)
            )
            for key, one in numbers.items()
        ],
        columns=[
            ColumnHead(key, one.name, reading=_column(game.undergoes[one.pk], one))
            for key, one in numbers.items()
        ],
        cells=cells,
        empty=Cell(
            "",
            silent=True,
            explained=_("Rien n’est noté : ce n’est pas « rien », c’est inconnu."),
        ),
        reading_title=_("Agit sur"),
        foot_title=_("Qui agit sur elle"),
    )


def _cell(readings: CellReadings, actor: str, target: str) -> Cell:
    current = readings.current
    word = french.breakable(strength_word(current.strength))
    rivals = ", ".join(strength_word(one.strength) for one in readings.rivals)
    return Cell(
        word,
        note=_("ou %(words)s ?") % {"words": rivals} if rivals else "",
        strength=current.strength or None,
        exported=current.strength,
        explained=_explained(current, actor, target),
    )


def _explained(current: Influence, actor: str, target: str) -> str:
    values = {"actor": actor, "target": target, "day": french.long_date(current.on)}
    if current.strength:
        return _("%(actor)s agit sur %(target)s. Constaté le %(day)s.") % values
    return _("%(actor)s ne peut rien sur %(target)s. Constaté le %(day)s.") % values


def _row(tally: Tally, player: Player) -> Reading:
    if not tally.readings:
        return Reading(_("Inconnu"), _("rien n’est noté"))
    if player.is_person:
        return Reading("")
    if not tally.strong:
        return Reading(_("Personne"), _("de ceux que l’on connaît"))
    count = french.in_words(tally.strong)
    words = ngettext("Un acteur", "%(n)s acteurs", tally.strong) % {"n": count.capitalize()}
    top = _("jusqu’à : %(word)s") % {"word": STRENGTHS[tally.strongest]}
    return Reading(words, top)


def _column(tally: Tally, player: Player) -> str:
    if player.is_person or not tally.readings:
        return ""
    return ngettext("%(n)s acteur", "%(n)s acteurs", tally.strong) % {"n": tally.strong}


def directory_url(request: CooperationRequest, player: Player) -> str:
    """The sheet of the actor in the directory; nothing for a named group."""
    slug = request.access.cooperation.slug
    if player.organisation_id:
        return address("directory:organisation", slug, player.organisation_id)
    if player.person_id:
        return address("directory:person", slug, player.person_id)
    return ""

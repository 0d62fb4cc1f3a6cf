"""What does the matrix of influences show? Who acts on whom, with words, and what it tells."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.links import address
from maillage.core.matrix import Cell, ColumnHead, Matrix, Reading, RowHead
from maillage.core.matrix.description import Place
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.ground.actors.influences.models import Influence
from maillage.ground.actors.influences.queries.game import Game, Tally
from maillage.ground.actors.influences.queries.readings import Held, held_cells
from maillage.ground.actors.influences.words import STRENGTHS, strength_word
from maillage.ground.actors.players.queries import Player


def influence_table(request: CooperationRequest, game: Game) -> Matrix:
    """Actors × actors, row acts on column; the cells on screen take one query."""
    numbers = {str(player.pk): player for player in game.cast.players}

    def cells(rows: Sequence[str], columns: Sequence[str]) -> dict[Place, Cell]:
        asked = [int(key) for key in rows], [int(key) for key in columns]
        held = held_cells(request.access, *asked, game.day)
        told = {
            (str(row), str(column)): _cell(one, numbers[str(row)].name, numbers[str(column)].name)
            for (row, column), one in held.items()
        }
        own = {(key, key): Cell("·", exported="") for key in set(rows) & set(columns)}
        return told | own

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
        empty=Cell("", explained=_("Rien n’est noté : ce n’est pas « rien », c’est inconnu.")),
        reading_title=_("Agit sur"),
        foot_title=_("Qui agit sur elle"),
    )


def _cell(held: Held, actor: str, target: str) -> Cell:
    current = held.current
    word = french.breakable(strength_word(current.strength))
    rivals = ", ".join(strength_word(one.strength) for one in held.rivals)
    return Cell(
        word,
        note=_("ou %(words)s ?") % {"words": rivals} if rivals else "",
        strength=current.strength or None,
        exported=current.strength,
        explained=_explained(current, actor, target),
    )


def _explained(current: Influence, actor: str, target: str) -> str:
    told = {"actor": actor, "target": target, "day": french.long_date(current.on)}
    if current.strength:
        return _("%(actor)s agit sur %(target)s. Constaté le %(day)s.") % told
    return _("%(actor)s ne peut rien sur %(target)s. Constaté le %(day)s.") % told


def _row(tally: Tally, player: Player) -> Reading:
    if not tally.known:
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
    if player.is_person or not tally.known:
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

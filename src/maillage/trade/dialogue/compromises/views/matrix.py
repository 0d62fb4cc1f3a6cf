"""Options × structures: what each one says, and what each row tells."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.matrix import Cell, ColumnHead, Matrix, Reading, RowHead
from maillage.core.matrix.description import Place
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.ground.actors.choices import Confidence, SourceKind
from maillage.ground.actors.models import Source
from maillage.ground.directory.models import Actor
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.addresses import page_url
from maillage.trade.dialogue.choices import Stance
from maillage.trade.dialogue.compromises.models import CompromiseOption, OptionAnswer
from maillage.trade.dialogue.compromises.queries import CompromiseSheet
from maillage.trade.dialogue.compromises.rules import Standing
from maillage.trade.dialogue.compromises.views.words import (
    READABLE,
    is_best_accepted,
    standing_words,
)
from maillage.trade.dialogue.conflicts.queries import name_of

MARKS = {Stance.YES: "yes", Stance.CONDITIONS: "reserve", Stance.REFUSAL: "no"}
TINTS = {Stance.YES: 3, Stance.CONDITIONS: 1, Stance.REFUSAL: -3}


def compromise_matrix(request: CooperationRequest, sheet: CompromiseSheet) -> Matrix:
    """The table of a compromise; its cells are read already."""

    def cells(rows: Sequence[str], columns: Sequence[str]) -> Mapping[Place, Cell]:
        pairs = {(int(row), int(column)) for row in rows for column in columns}
        return {
            (str(option), str(actor)): _cell(
                one, _explained(request, one) if chosen == f"{option}~{actor}" else " "
            )
            for (option, actor), one in sheet.answers.items()
            if (option, actor) in pairs
        }

    chosen = request.GET.get("case", "")
    standings = {one.option: one for one in sheet.readings.options}
    return Matrix(
        caption=sheet.compromise.title,
        filename="compromis",
        row_title=_("Option"),
        rows=[_row(request, sheet, one, standings[one.pk]) for one in sheet.options],
        columns=[_column(sheet, one) for one in sheet.actors],
        cells=cells,
        empty=Cell(_("silence"), family="answer", value="ask", exported=""),
        reading_title=_("Ce qu’on en lit"),
        foot_title=_("Ce que chacun accepte"),
    )


def _row(
    request: CooperationRequest,
    sheet: CompromiseSheet,
    option: CompromiseOption,
    standing: Standing,
) -> RowHead:
    url = ""
    if permissions.can_keep_compromises(request.access):
        url = page_url(request, "compromise_option_edit", option.pk)
    words = standing_words(standing)
    is_best = standing.rank == 1 and len(sheet.options) > 1 and is_best_accepted(sheet, standing)
    is_read = sheet.readings.coverage >= READABLE
    note = _("la mieux acceptée") if is_best and is_read else ""
    if sheet.compromise.chosen_id == option.pk:
        note = _("acceptée")
    reading = Reading(words[:1].upper() + words[1:], note)
    return RowHead(str(option.pk), option.label, option.detail[:120], url, reading)


def _column(sheet: CompromiseSheet, actor: Actor) -> ColumnHead:
    mine = [one for (_option, who), one in sheet.answers.items() if who == actor.pk]
    yes = sum(one.stance == Stance.YES for one in mine)
    maybe = sum(one.stance == Stance.CONDITIONS for one in mine)
    words = ngettext("%(n)s oui", "%(n)s oui", yes) % {"n": yes}
    if maybe:
        words += ", " + _("%(n)s sous conditions") % {"n": maybe}
    return ColumnHead(
        str(actor.pk), name_of(actor), _gone(sheet, actor), reading=words if mine else _("rien dit")
    )


def _gone(sheet: CompromiseSheet, actor: Actor) -> str:
    """What became of a structure that no longer takes part; what it said stays."""
    if actor.organisation is None:
        return ""
    if actor.organisation.successor:
        return _("repris par %(name)s") % {"name": actor.organisation.successor}
    return "" if actor.organisation.pk in sheet.present else _("n’est plus membre")


def _cell(one: OptionAnswer, explained: str) -> Cell:
    stance = Stance(one.stance)
    word = str(stance.label)
    exported = word
    if one.condition_lines:
        exported = f"{word} : {' ; '.join(one.condition_lines)}"
    return Cell(
        word,
        note=french.month_and_year(one.on),
        family="answer",
        value=MARKS[stance],
        strength=TINTS[stance],
        exported=exported,
        explained=explained,
    )


def _explained(request: CooperationRequest, one: OptionAnswer) -> str:
    """All that is known of the answer that is chosen; three queries."""
    sources = Source.objects.visible_to(request.access)
    parts = []
    if one.condition_lines:
        parts.append(_("Ses conditions : %(told)s.") % {"told": " ; ".join(one.condition_lines)})
    if one.said:
        parts.append(f"« {one.said} »")
    sentence = _("%(kind)s, le %(day)s") % {
        "kind": str(SourceKind(one.source.kind).label).capitalize(),
        "day": french.long_date(one.on),
    }
    if one.source.who and sources.filter(pk=one.source_id).exists():
        sentence += ", " + french.from_whom(one.source.who)
    parts.append(
        _("%(known)s ; lecture %(confidence)s ; saisi par %(who)s.")
        % {"known": sentence, "confidence": Confidence(one.confidence).label, "who": one.author}
    )
    return " ".join(parts)

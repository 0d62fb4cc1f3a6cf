"""What does the matrix of competences show? Its rows, columns and cells, and what they tell."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.matrix import Cell, ColumnHead, Matrix, Reading, RowHead
from maillage.core.matrix.description import Place
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.ground.directory.choices import HoldState
from maillage.ground.directory.competence_matrix.queries import (
    CompetenceFacts,
    Domain,
    Tally,
    Word,
    told_words,
)
from maillage.ground.directory.competence_matrix.words import counted
from maillage.ground.directory.records.views import page_url


def competence_table(request: CooperationRequest, facts: CompetenceFacts, today: date) -> Matrix:
    """Members × competences; the cells on screen take one query."""

    def cells(rows: Sequence[str], columns: Sequence[str]) -> dict[Place, Cell]:
        shown = [domain for domain in facts.domains if domain.key in set(columns)]
        told = told_words(request.access, today, [int(row) for row in rows], shown)
        return {(str(row), key): _cell(word) for (row, key), word in told.items()}

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
        empty=Cell("", explained=_("Rien n’est connu : ni détenue, ni transférée.")),
        reading_title=_("Ce qu’elle en dit"),
        foot_title=_("Qui la détient"),
        legend=(("hold", HoldState.HELD.value), ("hold", HoldState.TRANSFERRED.value)),
    )


def _cell(word: Word) -> Cell:
    is_held = word.state == HoldState.HELD
    since = str(word.since.year) if word.since else ""
    told = _("à %(receiver)s") % {"receiver": word.receiver} if word.receiver else ""
    state = str(HoldState(word.state).label)
    return Cell(
        state,
        note=(since and _("depuis %(year)s") % {"year": since}) if is_held else told,
        family="hold",
        value=word.state,
        choice=word.state,
        exported=f"{state} {told}" if told else state,
        explained=(
            _("Depuis le %(day)s.") % {"day": french.long_date(word.since)}
            if word.since
            else _("La date n’est pas connue.")
        ),
    )


def _row_reading(tally: Tally) -> Reading:
    if not tally.held and not tally.transferred:
        return Reading(_("Silencieuse"), _("rien n’est connu d’elle"))
    gone = counted(tally.transferred, _("compétence"), _("compétences"))
    if not tally.held:
        return Reading(_("A transféré %(count)s") % {"count": gone})
    held = counted(tally.held, _("compétence"), _("compétences"))
    in_words = french.in_words(tally.transferred, feminine=True)
    note = _("en a transféré %(count)s") % {"count": in_words} if tally.transferred else ""
    return Reading(_("Détient %(count)s") % {"count": held}, note)


def _column_reading(domain: Domain) -> str:
    held, gone = domain.tally.held, domain.tally.transferred
    parts = []
    if held:
        parts.append(ngettext("%(n)s la détient", "%(n)s la détiennent", held) % {"n": held})
    if gone:
        parts.append(ngettext("%(n)s l’a transférée", "%(n)s l’ont transférée", gone) % {"n": gone})
    return ", ".join(parts)

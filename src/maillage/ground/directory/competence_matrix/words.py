"""How does one say who holds a competence, who gave it away, and how many say nothing?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.matrix import Cell, ColumnHead
from maillage.core.matrix.window import Window
from maillage.ground.directory.choices import HoldState
from maillage.ground.directory.records.models.organisations import Competence
from maillage.ground.directory.records.words import period_words

MOST_NAMED = 8


def listed(names: Sequence[str]) -> str:
    """The first names, and how many others there are."""
    if len(names) <= MOST_NAMED:
        return ", ".join(names)
    others = french.in_words(len(names) - MOST_NAMED, feminine=True)
    return _("%(names)s et %(others)s autres") % {
        "names": ", ".join(names[:MOST_NAMED]),
        "others": others,
    }


def state_words(row: Competence | None) -> str:
    """What a dated row says: "transférée à Pays de Retz, depuis le 1er janvier 2018"."""
    if row is None:
        return _("rien")
    state = str(row.get_state_display())
    receiver = row.holder
    if receiver is not None:
        state = _("%(state)s à %(receiver)s") % {
            "state": state,
            "receiver": receiver.short_name or receiver.name,
        }
    period = period_words(row)
    return f"{state}, {period}" if period else state


def column_words(window: Window, column: ColumnHead) -> str:
    """Who holds the competence, who transferred it; silences are said by the matrix, once."""
    names, transferred = _sorted_names(window, column)
    parts = []
    if names:
        parts.append(
            _("détenue par %(count)s : %(names)s")
            % {
                "count": _(french.counted(len(names), "structure", "structures")),
                "names": listed(names),
            }
        )
    if transferred:
        parts.append(
            _("transférée par %(count)s : %(names)s")
            % {
                "count": french.in_words(len(transferred), feminine=True),
                "names": listed(transferred),
            }
        )
    text = " ; ".join(parts) or _("rien n’en est dit")
    return f"{text[:1].upper()}{text[1:]}."


def _sorted_names(window: Window, column: ColumnHead) -> tuple[list[str], list[str]]:
    names: list[str] = []
    transferred: list[str] = []
    for row in window.rows:
        cell = window.cells.get((row.key, column.key), Cell(""))
        if cell.choice == HoldState.HELD:
            names.append(row.label)
        elif cell.choice == HoldState.TRANSFERRED:
            transferred.append(f"{row.label} ({cell.note})" if cell.note else row.label)
    return names, transferred


@dataclass(frozen=True, slots=True)
class TableReading:
    """The sentence at the top of the page, and its end in bold."""

    sentence: str
    stress: str = ""


def table_reading(members: int, silent: int, domains: int, transfers: int) -> TableReading:
    """What is known of how many members, and how many say nothing."""
    spoken = members - silent
    if not spoken:
        return TableReading(_("Qui détient quoi, et à qui une compétence a été transférée."))
    who = _spoken_words(spoken, members)
    text = french.counted(domains, _("compétence"), _("compétences"))
    if transfers:
        moved = (
            f"{french.in_words(transfers)} {_('transfert') if transfers == 1 else _('transferts')}"
        )
        text = f"{text}, {moved}"
    sentence = _("On sait ce que %(detain)s %(who)s : %(known)s.") % {
        "detain": _("détient") if spoken == 1 else _("détiennent"),
        "who": who,
        "known": text,
    }
    if not silent:
        return TableReading(sentence)
    stays = _("reste silencieuse") if silent == 1 else _("restent silencieuses")
    return TableReading(sentence, f"{french.in_words(silent, feminine=True).capitalize()} {stays}.")


def _spoken_words(spoken: int, members: int) -> str:
    """Of how many among how many: "deux structures sur trois", "les neuf structures"."""
    if spoken < members:
        return _("%(spoken)s sur %(members)s") % {
            "spoken": _(french.counted(spoken, "structure", "structures")),
            "members": french.in_words(members, feminine=True),
        }
    if members == 1:
        return _("la seule structure")
    return _("les %(members)s structures") % {"members": french.in_words(members)}

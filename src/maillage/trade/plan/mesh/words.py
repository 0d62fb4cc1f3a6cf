"""How is what contracts, themes and actions say together put in words?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.links import address
from maillage.core.matrix import Cell, Reading
from maillage.foundation.cooperations.models import Access
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.mesh.queries import MeshRecords
from maillage.trade.plan.mesh.rules import Contract, Work, ending, weeks_left

SOON = 9
STRONGEST = 4


@dataclass(frozen=True, slots=True)
class SharedAction:
    """An action that several contracts count, and their names."""

    action: Action
    contracts: str


@dataclass(frozen=True, slots=True)
class Double:
    """Two actions that may be the same, and why it is asked."""

    one: Action
    other: Action
    themes: str
    link_url: str = ""


def mesh_sentence(records: MeshRecords) -> str:
    """« Trente et une actions ouvertes pour six dispositifs : onze comptent pour plusieurs. … »."""
    mesh = records.mesh
    if not mesh.works or not mesh.contracts:
        return ""
    actions = french.counted(len(mesh.works), _("action ouverte"), _("actions ouvertes"))
    contracts = french.in_words(len(mesh.contracts))
    shared = len(mesh.shared)
    several = (
        ngettext(
            "%(n)s action compte pour plusieurs", "%(n)s actions comptent pour plusieurs", shared
        )
        % {"n": french.in_words(shared, feminine=True)}
        if shared
        else _("aucune ne compte pour plusieurs")
    )
    first = ngettext(
        "%(actions)s, %(n)s dispositif en vigueur : %(several)s.",
        "%(actions)s, %(n)s dispositifs en vigueur : %(several)s.",
        len(mesh.contracts),
    ) % {"actions": french.capital(actions), "n": contracts, "several": several}
    return " ".join(filter(None, (first, _blank_words(records), _without_theme_words(records))))


def _blank_words(records: MeshRecords) -> str:
    """« Trois cases attendues sont vides. », when contracts say what they expect."""
    if not any(one.expected for one in records.mesh.contracts):
        return ""
    blanks = len(records.mesh.blanks)
    if not blanks:
        return _("Aucune case attendue n’est vide.")
    return ngettext(
        "%(n)s case attendue est vide.", "%(n)s cases attendues sont vides.", blanks
    ) % {"n": french.capital(french.in_words(blanks, feminine=True))}


def _without_theme_words(records: MeshRecords) -> str:
    """« Sept actions n’ont pas de thème : aucune case ne les compte. »."""
    count = sum(not one.themes for one in records.mesh.works)
    if not count:
        return ""
    return ngettext(
        "%(n)s action n’a pas de thème : aucune case ne la compte.",
        "%(n)s actions n’ont pas de thème : aucune case ne les compte.",
        count,
    ) % {"n": french.capital(french.in_words(count, feminine=True))}


def contract_reading(records: MeshRecords, one: Contract, today: date) -> Reading:
    """What a contract says of itself: its end when it is near, then what it leaves empty."""
    blanks = [str(records.themes[theme]) for theme in records.mesh.blank_themes(one.number)]
    missing = (
        _("attendu, sans action à ce titre : %(themes)s") % {"themes": french.listed(blanks)}
        if blanks
        else ""
    )
    if one.end_on and one.alert_on and one.alert_on <= today:
        return Reading(_end_words(one.end_on, today), missing)
    if blanks:
        words = ngettext("%(n)s blanc", "%(n)s blancs", len(blanks))
        return Reading(words % {"n": french.capital(french.in_words(len(blanks)))}, missing)
    if one.expected:
        return Reading(_("Complet"), _("chaque thème attendu a une action à ce titre"))
    return Reading(_("Thèmes non dits"), _("ce qu’il attend n’est pas écrit"))


def _end_words(end_on: date, today: date) -> str:
    weeks = weeks_left(end_on, today)
    if weeks > SOON or not weeks:
        return _("S’achève le %(day)s") % {"day": french.long_date(end_on)}
    words = ngettext("S’achève dans une semaine", "S’achève dans %(n)s semaines", weeks)
    return words % {"n": french.in_words(weeks, feminine=True)}


def cell_of(records: MeshRecords, contract: Contract, theme: int, slug: str) -> Cell:
    """Which actions count for the contract in the theme, or that one is expected."""
    numbers = records.mesh.cells.get((contract.number, theme), ())
    if not numbers:
        if theme not in contract.expected:
            return Cell("", family="answer", value="none", exported="")
        return Cell(
            _("attendu"), note=_("aucune action"), silent=True, exported=_("attendue, aucune")
        )
    counted = [records.actions[number] for number in numbers]
    late = sum(records.actions[number].slip > 0 for number in numbers)
    slipping = ngettext("dont une glisse", "dont %(n)s glissent", late)
    return Cell(
        str(len(numbers)),
        note=slipping % {"n": late} if late else "",
        strength=min(len(numbers), STRONGEST),
        exported=len(numbers),
        links=tuple((_headed(one), address("plan:action", slug, one.pk)) for one in counted),
    )


def _headed(one: Action) -> str:
    """« 7. Un tarif commun »: the number of an action, then its title."""
    return ". ".join(filter(None, (one.number, one.title)))


def theme_words(records: MeshRecords, theme: int) -> str:
    """« 6, dont 4 partagées »: the open actions of a theme, each counted once."""
    works = records.mesh.of_theme(theme)
    shared = {one.number for one in records.mesh.shared}
    several = sum(one.number in shared for one in works)
    words = ngettext("%(all)s, dont une partagée", "%(all)s, dont %(n)s partagées", several)
    return words % {"all": len(works), "n": several} if several else str(len(works))


def shared_actions(records: MeshRecords) -> list[SharedAction]:
    """The actions that several contracts count, those of most contracts first."""
    rows = sorted(records.mesh.shared, key=lambda one: -len(_contracts(records, one)))
    return [
        SharedAction(records.actions[one.number], french.listed(_contracts(records, one)))
        for one in rows
    ]


def _contracts(records: MeshRecords, work: Work) -> list[str]:
    return [one.title for number, one in records.schemes.items() if number in work.schemes]


def doubles(access: Access, records: MeshRecords) -> list[Double]:
    """The pairs that may be the same work, with the themes they share, and where one ties them."""
    return [
        Double(
            records.actions[one.number],
            records.actions[other.number],
            french.listed(list(_theme_names(records, one, other))),
            _link_url(access, records.actions[one.number], records.actions[other.number]),
        )
        for one, other in records.mesh.doubles
    ]


def _link_url(access: Access, one: Action, other: Action) -> str:
    """The form that ties both, on the one that this reader may write; nothing for others."""
    for mine, theirs in ((one, other), (other, one)):
        if permissions.can_edit_action(access, mine.coordinator_id):
            url = address("plan:action_link_add", access.cooperation.slug, mine.pk)
            return f"{url}?autre={theirs.pk}"
    return ""


def next_end(slug: str, records: MeshRecords, today: date) -> Waiting | None:
    """The contract to prepare again that ends first, with the open actions that count for it."""
    coming = ending(records.mesh.contracts, today)
    if not coming:
        return None
    end_on, one = coming[0]
    label = _("Préparer la suite de « %(name)s »") % {"name": french.inner_quotes(one.title)}
    reason = " ".join(
        filter(None, (f"{_end_words(end_on, today)}.", _counting_words(records, one)))
    )
    url = address("context:scheme", slug, one.number)
    return Waiting(label, reason, url, verb=_("Ouvrir"))


def _counting_words(records: MeshRecords, contract: Contract) -> str:
    """« Neuf actions ouvertes comptent pour lui, dont une finit après tous ses dispositifs. »."""
    count = sum(contract.number in one.schemes for one in records.mesh.works)
    alone = sum(contract.number in one.schemes for one in records.mesh.unprotected)
    if not count:
        return ""
    if count == alone == 1:
        return _("Une action ouverte compte pour lui, et finit après tous ses dispositifs.")
    words = ngettext(
        "%(n)s action ouverte compte pour lui", "%(n)s actions ouvertes comptent pour lui", count
    ) % {"n": french.capital(french.in_words(count, feminine=True))}
    if not alone:
        return f"{words}."
    later = ngettext(
        "dont une finit après tous ses dispositifs",
        "dont %(n)s finissent après tous leurs dispositifs",
        alone,
    ) % {"n": french.in_words(alone, feminine=True)}
    return f"{words}, {later}."


def several_themes(records: MeshRecords) -> str:
    """Why the themes add to more than there are actions; nothing when they do not."""
    count = sum(len(one.themes) > 1 for one in records.mesh.works)
    if not count:
        return ""
    return ngettext(
        "%(n)s action a plusieurs thèmes : chacun d’eux la compte.",
        "%(n)s actions ont plusieurs thèmes : chacun d’eux les compte.",
        count,
    ) % {"n": french.capital(french.in_words(count, feminine=True))}


def _theme_names(records: MeshRecords, one: Work, other: Work) -> Iterator[str]:
    common = one.themes & other.themes
    return (str(theme) for number, theme in records.themes.items() if number in common)

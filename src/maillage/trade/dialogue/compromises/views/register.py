"""What the register of compromises shows, filters and offers."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.register import Action, Chip, Column, Empty, Register, Search
from maillage.core.register.cells import labelled, with_note
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.addresses import Place, page_url
from maillage.trade.dialogue.choices import Settlement
from maillage.trade.dialogue.compromises.models import Compromise
from maillage.trade.dialogue.compromises.queries import (
    CompromiseRow,
    Counts,
    compromise_rows,
    compromises_holding,
)


def compromise_register(access: Access) -> Register[Compromise, CompromiseRow]:
    """The register of compromises, as this reader may use it."""
    slug = access.cooperation.slug
    return Register(
        caption=_("Compromis"),
        noun=(_("compromis"), _("compromis")),
        filename="compromis",
        columns=_columns(),
        read=lambda page: compromise_rows(access, page),
        order="ouvert",
        row_url=lambda row: reverse("dialogue:compromise", args=[slug, row.pk]),
        search=Search(_("Filtrer les compromis"), _("Question ou structure"), compromises_holding),
        chips=(
            Chip(
                "en-cours", _("en cours"), lambda rows: rows.filter(settlement=""), starts_on=True
            ),
        ),
        actions=compromise_gestures(access),
        empty=Empty(
            _("Aucun compromis pour l’instant"),
            _(
                "Commencez par une question qui divise et trois réponses possibles, dont ne rien "
                "changer. Puis demandez à chaque structure : oui, sous quelles conditions, ou non ?"
            ),
            compromise_gestures(access),
        ),
    )


def compromise_gestures(access: Access) -> tuple[Action, ...]:
    """The gestures of who looks for compromises."""
    if not permissions.can_keep_compromises(access):
        return ()
    add = reverse("dialogue:compromise_add", args=[access.cooperation.slug])
    return (Action(_("Chercher un compromis"), add, "plus", main=True),)


def _columns() -> tuple[Column[CompromiseRow], ...]:
    return (
        Column(
            "question",
            _("Question"),
            lambda row: row.title,
            cell=lambda row: with_note(row.title, row.about),
            sort=("folded", "pk"),
            wide=True,
        ),
        Column(
            "options",
            _("Options"),
            lambda row: row.options,
            cell=lambda row: labelled(_("options"), row.options),
            numeric=True,
        ),
        Column(
            "reponses",
            _("Se sont prononcées"),
            lambda row: row.answered,
            cell=lambda row: labelled(
                _("se sont prononcées"),
                _("%(n)s sur %(all)s") % {"n": row.answered, "all": row.parties},
            ),
            numeric=True,
        ),
        Column("issue", _("Où en est-on"), _issue, cell=_issue_cell, wide=True),
        Column(
            "ouvert",
            _("Ouvert le"),
            lambda row: row.opened_on,
            sort=("-opened_on", "pk"),
            numeric=True,
        ),
    )


def _issue(row: CompromiseRow) -> str:
    return str(Settlement(row.settlement).label) if row.settlement else _("en cours")


def _issue_cell(row: CompromiseRow) -> str:
    return with_note(_issue(row).capitalize(), row.chosen)


def compromises_sentence(counts: Counts) -> str:
    """How many compromises are looked for, and how many were accepted."""
    if not counts.all:
        return _("Plusieurs options, chaque structure, et ce qui débloquerait.")
    open_words = ngettext(
        "un compromis est en cours", "%(n)s compromis sont en cours", counts.open
    ) % {"n": french.in_words(counts.open)}
    if not counts.open:
        open_words = _("aucun compromis n’est en cours")
    accepted = ngettext("un est accepté", "%(n)s sont acceptés", counts.accepted) % {
        "n": french.in_words(counts.accepted)
    }
    told = f"{open_words}, {accepted}." if counts.accepted else f"{open_words}."
    return told[:1].upper() + told[1:]


def compromises_place(request: CooperationRequest) -> Place:
    """Under the register of compromises."""
    return (PageLink(_("Compromis"), page_url(request, "compromises")),)


def compromise_place(request: CooperationRequest, compromise: Compromise) -> Place:
    """Under the page of a compromise."""
    here = PageLink(compromise.title, page_url(request, "compromise", compromise.pk))
    return (*compromises_place(request), here)

"""What the register of notes shows, filters and offers."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.register import Action, Chip, Column, Empty, Register, Search, Select
from maillage.core.register.cells import missing, with_distinction, with_note
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.readings.fields.source import KINDS
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.notebook.models import Note
from maillage.trade.dialogue.notebook.queries import (
    NoteRow,
    count_of_notes,
    note_rows,
    noted,
    notes_about,
    notes_holding,
)


def note_register(access: Access) -> Register[Note, NoteRow]:
    """The register of notes, as this reader may use it."""
    slug = access.cooperation.slug
    return Register(
        caption=_("Carnet"),
        noun=(_("note"), _("notes")),
        filename="carnet",
        columns=_columns(),
        read=note_rows,
        order="le",
        row_url=lambda row: reverse("dialogue:note", args=[slug, row.pk]),
        search=Search(_("Chercher dans le carnet"), _("Mots ou structure"), notes_holding),
        selects=_selects(access),
        chips=(
            Chip("mes-notes", _("de ma main"), lambda rows: rows.filter(author=access.user_id)),
        ),
        actions=note_gestures(access)[:1],
        empty=Empty(
            _("Aucune note pour l’instant"),
            _(
                "Commencez par votre dernier appel : qui, quand, et deux phrases de ce que vous "
                "avez entendu. Chaque phrase pourra devenir une position, une posture, un "
                "engagement, en gardant sa source."
            ),
            note_gestures(access),
        ),
    )


def _selects(access: Access) -> tuple[Select[Note], ...]:
    about = noted(access)
    return (
        Select(
            "structure",
            _("Structure"),
            _("Toutes les structures"),
            about.organisations,
            lambda rows, requested: notes_about(rows, "organisation", int(requested)),
        ),
        Select(
            "personne",
            _("Personne"),
            _("Toutes les personnes"),
            about.people,
            lambda rows, requested: notes_about(rows, "person", int(requested)),
            rare=True,
        ),
        Select(
            "sujet",
            _("Sujet"),
            _("Tous les sujets"),
            about.subjects,
            lambda rows, requested: notes_about(rows, "subject", int(requested)),
        ),
        Select(
            "nature",
            _("D’où cela vient"),
            _("Toutes les natures"),
            tuple((one.value, str(one.label)) for one in KINDS),
            lambda rows, requested: rows.filter(source__kind=requested),
            rare=True,
        ),
    )


def note_gestures(access: Access) -> tuple[Action, ...]:
    """The gestures of whoever keeps the notebook."""
    if not permissions.can_keep_notebook(access):
        return ()
    slug = access.cooperation.slug
    return (
        Action(_("Écrire une note"), reverse("dialogue:note_add", args=[slug]), "plus", main=True),
    )


def quick_gesture(access: Access) -> Waiting | None:
    """The note of one line, between two appointments, for whoever keeps the notebook."""
    if not permissions.can_keep_notebook(access):
        return None
    return Waiting(
        _("Entre deux rendez-vous"),
        _("Une ligne suffit : qui, et ce qui a été dit."),
        reverse("dialogue:note_quick", args=[access.cooperation.slug]),
        verb=_("Note rapide"),
    )


def _columns() -> tuple[Column[NoteRow], ...]:
    return (
        Column(
            "note",
            _("Ce qui est noté"),
            lambda row: row.title,
            cell=lambda row: (
                with_note(row.title, row.beginning)
                if row.beginning
                else with_distinction(row.title, french.long_date(row.on))
            ),
            wide=True,
        ),
        Column(
            "sur",
            _("Sur"),
            lambda row: row.about,
            cell=lambda row: row.about or missing(_("rien encore")),
            wide=True,
        ),
        Column(
            "source",
            _("D’où cela vient"),
            lambda row: row.kind,
            cell=lambda row: with_note(row.kind.capitalize(), row.who),
            sort=("source__kind", "-source__on"),
            measure="name",
        ),
        Column("lecteurs", _("Qui la lit"), lambda row: row.readers),
        Column("le", _("Date"), lambda row: row.on, sort=("-source__on", "-pk"), numeric=True),
    )


def notebook_sentence(access: Access) -> str:
    """How many notes there are and how fresh the last one is, in a sentence."""
    count, last = count_of_notes(access)
    if last is None:
        return _("Ce que vous entendez, daté, avec sa source, lu par qui vous choisissez.")
    sentence = ngettext("Une note", "%(n)s notes", count) % {
        "n": french.in_words(count, feminine=True).capitalize()
    }
    return _("%(notes)s ; la dernière dit ce qui a été entendu le %(day)s.") % {
        "notes": sentence,
        "day": french.long_date(last),
    }

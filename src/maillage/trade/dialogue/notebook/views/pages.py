"""What did we hear, from whom, and what can it become?"""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.first_rows import first_rows
from maillage.core.messages import say
from maillage.core.numbers import read_number
from maillage.core.register import answer_register
from maillage.core.shell import Audience
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, drop_page, edit_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.pages.records import one_of
from maillage.foundation.journal.services import record_opening
from maillage.ground.actors.subjects.queries import subjects
from maillage.ground.directory.records.queries.people import people_to_name
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.addresses import audience_of, page_url
from maillage.trade.dialogue.notebook import queries, services
from maillage.trade.dialogue.notebook.forms import (
    NoteAddForm,
    NoteForm,
    QuickForm,
    TieForm,
    fresh_source,
)
from maillage.trade.dialogue.notebook.models import Note
from maillage.trade.dialogue.notebook.views.register import (
    note_register,
    notebook_sentence,
    quick_gesture,
)
from maillage.trade.dialogue.notebook.views.sheet import (
    drawn_lines,
    notebook_place,
    shown_links,
    shown_note,
    shown_part,
)

_get_note = one_of(queries.notes)


@cooperation_page(can=permissions.can_open_notebook)
def notebook(request: CooperationRequest) -> HttpResponse:
    """The notebook: the notes that this reader may see, the latest first."""
    access = request.access
    context = {
        "sentence": notebook_sentence(access),
        "gesture": quick_gesture(access),
        "audience": by_access(request, page_url(request, "notebook")),
    }
    return answer_register(
        request,
        note_register(access),
        queries.notes(access),
        template="dialogue/notebook.html",
        context=context,
    )


@cooperation_page(can=permissions.can_open_notebook)
def note(request: CooperationRequest, note: int) -> HttpResponse:
    """One note, sentence by sentence; opening one that is for officers is recorded."""
    access = request.access
    record = get_object_or_404(queries.with_links(queries.notes(access)), pk=note)
    sheet = queries.note_sheet(access, record)
    if record.visibility == Visibility.OFFICERS and record.author_id != access.user_id:
        record_opening(request.user, record, cooperation_id=access.cooperation_id)
    drawn = drawn_lines(access, record)
    context = {
        "details": sheet,
        "sheet": shown_note(request, sheet, len(drawn)),
        "part": shown_part(access, record, request.GET.get("partie", "")),
        "links": shown_links(access, sheet),
        "drawn": first_rows(request, drawn),
        "may_keep": permissions.can_keep_notebook(access),
        "draft_place": page_url(request, "note_quick") if request.GET.get("gardee") else "",
        "audience": audience_of(record),
    }
    return render(request, "dialogue/note.html", context)


@cooperation_page(can=permissions.can_keep_notebook)
def note_add(request: CooperationRequest) -> HttpResponse:
    """The form of a note; `?structure=`, `?personne=`, `?sujet=` say what it is about."""
    access = request.access
    return add_page(
        request,
        form=lambda sent: NoteAddForm(
            sent,
            note=_fresh(request),
            organisations=queries.organisations_of_notes(access),
            people=people_to_name(access),
            subjects=subjects(access),
            initial=_requested_about(request),
        ),
        save=lambda form: _written(request, form.typed_note(), form.about),
        page=FormPage(
            _("Écrire une note"),
            notebook_place(request),
            _("Quelques phrases suffisent : qui a dit quoi, et quand."),
        ),
        done=_("La note est gardée."),
        to=lambda note: page_url(request, "note", note.pk),
    )


def _written(request: CooperationRequest, note: Note, about: Iterable[services.About]) -> Note:
    return services.write_note(author=request.user, note=note, source=note.source, about=about)


@cooperation_page(can=permissions.can_keep_notebook)
def note_quick(request: CooperationRequest) -> HttpResponse:
    """A few words kept at once, heard today: for a phone, between two meetings."""

    def save(form: QuickForm) -> Note:
        note = _fresh(request)
        note.source.words = form.cleaned_data["words"]
        return _written(request, note, form.about)

    return add_page(
        request,
        form=lambda sent: QuickForm(
            sent,
            organisations=queries.organisations_of_notes(request.access),
            initial={"organisation": request.GET.get("structure", "")},
        ),
        save=save,
        page=_quick_page(request),
        done=_("La note est gardée, à la date d’aujourd’hui."),
        to=lambda note: f"{page_url(request, 'note', note.pk)}?gardee=1",
    )


def _quick_page(request: CooperationRequest) -> FormPage:
    officers = Audience(_("les chargées de coopération"), page_url(request, "notebook"), True)
    return FormPage(
        _("Note rapide"),
        notebook_place(request),
        audience=officers,
        template="dialogue/note_quick.html",
        beside={"today": timezone.localdate()},
    )


@cooperation_page(can=permissions.can_keep_notebook)
def note_edit(request: CooperationRequest, note: int) -> HttpResponse:
    """The form of a note that is there."""
    return edit_page(
        request,
        lambda: _get_note(request, note),
        form=lambda note, sent: NoteForm(
            sent, note=note, organisations=queries.organisations_of_notes(request.access, note)
        ),
        save=lambda _note, form, read: services.edit_note(
            author=request.user,
            note=form.typed_note(),
            read=read,
            organisations=form.cleaned_data["organisations"],
        ),
        page=lambda note: FormPage(
            _("Corriger la note"),
            notebook_place(request, note),
            _("Ce que vous remplacez reste dans l’histoire de la note."),
        ),
        done=_("La note est à jour."),
    )


@cooperation_page(can=permissions.can_keep_notebook)
def note_tie(request: CooperationRequest, note: int) -> HttpResponse:
    """The form that ties a note to one more structure, person or subject."""
    access, record = request.access, _get_note(request, note)
    return add_page(
        request,
        form=lambda sent: TieForm(
            sent,
            organisations=queries.organisations_of_notes(access),
            people=people_to_name(access),
            subjects=subjects(access),
        ),
        save=lambda form: services.tie_note(author=request.user, note=record, about=form.about),
        page=FormPage(
            _("Relier la note"),
            notebook_place(request, record),
            _("À une structure, à une personne, à un sujet, ou aux trois."),
            submit=_("Relier"),
        ),
        done=_("La note est reliée."),
    )


@cooperation_page(can=permissions.can_keep_notebook)
def note_untie(request: CooperationRequest, note_link: int) -> HttpResponse:
    """The note is no longer about this; a GET only goes back."""
    link = get_object_or_404(queries.note_links(request.access), pk=note_link)
    if request.method == "POST":
        services.untie_note(author=request.user, link=link)
        say(request, _("La note n’est plus reliée %(to)s.") % {"to": french.to_body(str(link))})
    return redirect(page_url(request, "note", link.note_id))


@cooperation_page(can=permissions.can_keep_notebook)
def note_erase(request: CooperationRequest, note: int) -> HttpResponse:
    """The page that erases a note for good."""
    record = _get_note(request, note)
    return drop_page(
        request,
        drop=lambda: services.erase_note(author=request.user, note=record),
        page=FormPage(
            _("Effacer la note"),
            notebook_place(request, record),
            _("« %(title)s » : ses mots disparaissent, de l’histoire aussi.")
            % {"title": french.inner_quotes(str(record))},
            keep=_("La garder"),
            warning=_(
                "Ce que vous en avez tiré (positions, postures…) reste, avec ses propres mots et "
                "sa date."
            ),
            audience=audience_of(record),
        ),
        done=_("La note est effacée."),
        to=page_url(request, "notebook"),
    )


def _fresh(request: CooperationRequest) -> Note:
    return Note(cooperation=request.access.cooperation, author=request.user, source=fresh_source())


def _requested_about(request: CooperationRequest) -> dict[str, object]:
    parameters = request.GET
    return {
        "organisations": parameters.getlist("structure"),
        "person": _name_of(request, parameters.get("personne", "")),
        "subject": parameters.get("sujet", ""),
    }


def _name_of(request: CooperationRequest, requested: str) -> str:
    """The name of the person of this number, nothing when the reader may not know them."""
    number = read_number(requested)
    people = people_to_name(request.access)
    person = people.filter(pk=number).first() if number else None
    return str(person or "")

"""Where do the pages of the dialogue stand in this cooperation?"""

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.shell import Audience, PageLink
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.doors import CooperationRequest
from maillage.foundation.cooperations.visibility import VisibleRecord
from maillage.trade.dialogue.models import Compromise, Conflict, Note

Place = tuple[PageLink, ...]


def page_url(request: CooperationRequest, name: str, *numbers: int) -> str:
    """The address of a page of the dialogue in the reader's cooperation."""
    return reverse(f"dialogue:{name}", args=[request.access.cooperation.slug, *numbers])


def notebook_place(request: CooperationRequest) -> Place:
    """Under the notebook."""
    return (PageLink(_("Carnet"), page_url(request, "notebook")),)


def note_place(request: CooperationRequest, note: Note) -> Place:
    """Under the sheet of a note."""
    here = PageLink(str(note), page_url(request, "note", note.pk))
    return (*notebook_place(request), here)


def conflicts_place(request: CooperationRequest) -> Place:
    """Under the register of conflicts."""
    return (PageLink(_("Conflits"), page_url(request, "conflicts")),)


def conflict_place(request: CooperationRequest, conflict: Conflict) -> Place:
    """Under the sheet of a conflict."""
    here = PageLink(conflict.title, page_url(request, "conflict", conflict.pk))
    return (*conflicts_place(request), here)


def compromises_place(request: CooperationRequest) -> Place:
    """Under the register of compromises."""
    return (PageLink(_("Compromis"), page_url(request, "compromises")),)


def compromise_place(request: CooperationRequest, compromise: Compromise) -> Place:
    """Under the page of a compromise."""
    here = PageLink(compromise.title, page_url(request, "compromise", compromise.pk))
    return (*compromises_place(request), here)


def audience_of(record: VisibleRecord) -> Audience:
    """Who may read a sheet that has one level of readers."""
    return Audience(
        str(record.get_visibility_display()),
        "#qui-voit",
        confidential=record.visibility in {Visibility.ME, Visibility.OFFICERS},
    )

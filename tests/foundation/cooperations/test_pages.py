"""A page with one form: written and said, closed, refused, or read beside what another wrote."""

from typing import NoReturn

from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse, QueryDict

from maillage.core.shell import PageLink
from maillage.core.versions import ClosedError, claim_version
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    Sent,
    add_page,
    drop_page,
    edit_page,
)

PAGE = FormPage("Renommer", (PageLink("Fiche", "/fiche/"),), back_to="/liste/")


class NameForm(forms.Form):
    """A name."""

    name = forms.CharField()


class TakenError(Exception):
    """The name is taken."""


def response_for(access: Access, sent: str = "", *, htmx: bool = False) -> CooperationRequest:
    """What the holder of this access sends, or the opening of the page."""
    request = CooperationRequest()
    request.method = "POST" if sent else "GET"
    request.POST, request.GET = QueryDict(sent), QueryDict()
    request.access, request.user = access, access.user
    setattr(request, "htmx", htmx)  # noqa: B010 - the type does not know it
    setattr(request, "_messages", CookieStorage(request))  # noqa: B010
    return request


def answered(request: CooperationRequest, answer: HttpResponse) -> tuple[int, str, list[str]]:
    """The status, where one is led, and what is said there."""
    led = answer.headers.get("Location") or answer.headers.get("HX-Redirect", "")
    return answer.status_code, led, [str(one) for one in get_messages(request)]


def rename(record: Cooperation, form: NameForm, read: int) -> Cooperation:
    """The cooperation under the name typed."""
    claim_version(record, read)
    record.name = form.cleaned_data["name"]
    record.save()
    return record


def renaming(request: CooperationRequest, closed: str = "") -> HttpResponse:
    """The page that renames a cooperation."""
    return edit_page(
        request,
        lambda: Cooperation.objects.get(pk=request.access.cooperation_id),
        form=lambda record, sent: NameForm(sent, initial={"name": record.name}),
        save=rename,
        page=lambda _record: PAGE,
        done=lambda record: f"Elle s’appelle {record.name}.",
        closed=lambda _record: closed,
    )


def test_what_is_written_is_said_and_one_goes_back(access: Access) -> None:
    request = response_for(access, "name=Estuaire&version=1")

    assert answered(request, renaming(request)) == (302, "/liste/", ["Elle s’appelle Estuaire."])


def test_what_was_sent_without_its_version_writes_over_nothing(access: Access) -> None:
    request = response_for(access, "name=Estuaire")

    page = renaming(request)

    access.cooperation.refresh_from_db()
    assert (page.status_code, access.cooperation.name) == (409, "Pays de Retz")
    assert "Pays de Retz" in page.text


def test_a_closed_record_opens_no_form(access: Access) -> None:
    request = response_for(access)

    answer = renaming(request, "Elle est close.")

    assert answered(request, answer) == (302, "/fiche/", ["Elle est close."])


def test_a_record_closed_meanwhile_leads_to_its_sheet(access: Access) -> None:
    closed = ClosedError(access.cooperation)
    closed.args = ("Elle vient de fermer.",)

    def refuse(_form: NameForm) -> NoReturn:
        raise closed

    for htmx, status in ((False, 302), (True, 200)):
        request = response_for(access, "name=Estuaire", htmx=htmx)

        answer = add_page(request, form=NameForm, save=refuse, page=PAGE, done="")

        assert answered(request, answer) == (status, "/fiche/", ["Elle vient de fermer."])


def test_a_refused_write_is_shown_on_its_field(access: Access) -> None:
    forms_made: list[NameForm] = []

    def made(sent: Sent) -> NameForm:
        forms_made.append(NameForm(sent))
        return forms_made[-1]

    def refuse(_form: NameForm) -> NoReturn:
        raise TakenError("Ce nom est pris.")

    answer = add_page(
        response_for(access, "name=Estuaire"),
        form=made,
        save=refuse,
        page=PAGE,
        done="",
        refused={TakenError: "name"},
    )

    assert (answer.status_code, list(forms_made[0].errors["name"])) == (422, ["Ce nom est pris."])


def test_a_button_alone_does_it(access: Access) -> None:
    request, dropped = response_for(access, "csrfmiddlewaretoken=x"), list[int]()

    answer = drop_page(
        request, drop=lambda: dropped.append(1), page=PAGE, done="C’est retiré.", to="/autre/"
    )

    assert answered(request, answer) == (302, "/autre/", ["C’est retiré."])
    assert dropped == [1]


def test_a_page_that_is_opened_writes_nothing(access: Access) -> None:
    def refuse() -> NoReturn:
        raise AssertionError

    page = drop_page(response_for(access), drop=refuse, page=PAGE, done="C’est retiré.")

    assert page.status_code == 200


def test_one_goes_back_to_the_last_of_the_place() -> None:
    page = FormPage("Renommer", (PageLink("Liste", "/liste/"), PageLink("Fiche", "/fiche/")))

    assert (page.back, page.sheet) == ("/fiche/", "/fiche/")

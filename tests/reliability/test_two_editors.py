"""Lost update, played by two editors: the second reads both texts, nothing is overwritten."""

import random
import re
from collections.abc import Callable

import pytest
from django.test import Client

from maillage.core.versions import StaleVersionError, Versioned
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access, Cooperation, Workspace
from maillage.foundation.cooperations.spaces.services import edit_cooperation
from maillage.ground.directory.models import Department, Organisation, Person
from maillage.ground.directory.organisations.services import edit_organisation, rename_department
from maillage.ground.directory.people.services import Around, edit_person
from maillage.ground.territories.atlas.register import Register
from maillage.ground.territories.territories.services.official import load_official
from maillage.trade.funding.models import FrozenKey
from tests import registry
from tests.addresses import cooperation_addresses
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.ground.directory.makers import make_department, make_organisation, make_person
from tests.reliability.forms_on_pages import Page, PostedForm, posted_forms

pytestmark = pytest.mark.django_db
EDITABLE = {model for model in registry.own_models() if issubclass(model, Versioned)}
NO_EDIT_PAGE = {Workspace, FrozenKey}  # a key is frozen once, and read
DAYS = {"on", "since", "until", "started_on", "ends_on", "ended_on", "valid_from", "held_on"}
HOURS = {"starts_at", "ends_at"}
MOVED = {"kind"}  # a place that stays the same is no move
TEXTS = {"text", "textarea"}
ALSO = {"save": "1", "parts": "commune:44131"}  # the button and the list of a perimeter


def versioned_form(page: Page) -> PostedForm | None:
    """The form of this page that carries the version it was opened on."""
    is_page = page.get("Content-Type", "").startswith("text/html")
    if page.streaming or page.status_code != 200 or not is_page:
        return None
    forms = [form for form in posted_forms(page.text) if "version" in form.controls]
    return next((form for form in forms if form.controls["version"].value), None)


def edited(form: PostedForm, text: str) -> dict[str, str]:
    """The form as one sends it: what it holds, its first text replaced, its empty days filled."""
    sent = {}
    for one in form.controls.values():
        others = [value for value in one.offered if value and value != one.value]
        chosen = (others[-1] if others and one.name in MOVED else "") or one.value
        chosen = chosen or (others[-1] if others and one.kind in {"radio", "select"} else "")
        sent[one.name] = chosen or ("2026-11-20" if one.name in DAYS else "")
    free = [one.name for one in form.controls.values() if one.kind in TEXTS]
    texts = [name for name in free if name not in DAYS | HOURS]
    if texts:
        sent[texts[0]] = text
    return {name: value for name, value in sent.items() if value}


def versions() -> dict[tuple[str, object], int]:
    """The version of every versioned row."""
    return {
        (model.__name__, row.pk): row.version
        for model in EDITABLE
        for row in model._default_manager.all()
    }


def both_edit(
    url: str, editors: tuple[Client, Client], corrected: dict[str, str] | None = None
) -> tuple[Page, Page]:
    """What two people get who opened the page together and save one after the other."""
    first, second = (versioned_form(editor.get(url)) for editor in editors)
    assert first is not None
    assert second is not None
    also = ALSO | (corrected or {})
    return (
        editors[0].post(url, edited(first, "Texte premier") | also),
        editors[1].post(url, edited(second, "Texte second") | also),
    )


def says_nothing_changed(page: Page, editor: Client) -> bool:
    """Whether it led to a page that says so: the second typed the very same as the first."""
    return page.status_code == 302 and NOTHING_CHANGED in editor.get(page["Location"]).text


def refusals(page: Page) -> list[str]:
    """What a refused form asks to correct."""
    return re.findall(r"<li>(.*?)</li>", page.text.partition("data-maillage-errors")[2])[:3]


@pytest.fixture
def editors(access: Access) -> tuple[Client, Client]:
    """Two officers of the same cooperation."""
    return signed_in(access), signed_in(make_access(cooperation=access.cooperation))


NOTHING_CHANGED = "Rien n’a changé"
EDIT_PAGES = [
    address.name
    for address in cooperation_addresses()
    if address.name.endswith(("_edit", "_rename", "_end", "_place", ":settings"))
]


@pytest.mark.parametrize("name", EDIT_PAGES)
def test_second_to_save_gets_a_page_with_both_texts(
    name: str, access: Access, editors: tuple[Client, Client], small_register: Register
) -> None:
    if name.startswith(("territories:", "directory:organisation")):
        load_official(small_register)
    address = next(one for one in cooperation_addresses() if one.name == name)
    url = address.url(access.cooperation)
    if versioned_form(editors[0].get(url)) is None:
        return
    before = versions()

    first, second = both_edit(url, editors, registry.corrected_forms().get(name))

    after = versions()
    assert first.status_code == 302, refusals(first)
    assert second.status_code == 409 or says_nothing_changed(second, editors[1])
    assert {after[key] - before[key] for key in before if after[key] != before[key]} == {1}


def test_every_editable_model_has_its_edit_page(access: Access, officer: Client) -> None:
    owed = EDITABLE - NO_EDIT_PAGE - registry.edited_on_another_page()
    missing = {model.__name__.lower() for model in owed}

    for address in sorted(cooperation_addresses(), key=lambda one: one.name not in EDIT_PAGES):
        arguments = address.owned_arguments or ("cooperation",)
        edited_here = missing & {argument.replace("_", "") for argument in arguments}
        if edited_here and versioned_form(officer.get(address.url(access.cooperation))):
            missing -= edited_here

    assert missing == set()


@pytest.mark.parametrize("model", ["organisation", "person"])
def test_page_of_both_texts_holds_them(
    model: str, access: Access, editors: tuple[Client, Client]
) -> None:
    address = next(one for one in cooperation_addresses() if one.name == f"directory:{model}_edit")

    _first, second = both_edit(address.url(access.cooperation), editors)

    text = second.text.replace("<mark>", "").replace("</mark>", "")
    assert "Texte premier" in text
    assert "Texte second" in text


def test_form_without_its_version_overwrites_nothing(access: Access, officer: Client) -> None:
    organisation = make_organisation(
        workspace=access.cooperation.workspace, name="Commune de Pornic"
    )
    url = f"/c/{access.cooperation.slug}/annuaire/structures/{organisation.pk}/corriger/"

    page = officer.post(url, {"short_name": "Autre", "kind": "commune", "version": "abc"})

    organisation.refresh_from_db()
    assert (page.status_code, organisation.short_name) == (409, "")


Save = Callable[[User, int, str, int], None]


def _cooperation(author: User, key: int, text: str, read: int) -> None:
    cooperation = Cooperation.objects.get(pk=key)
    cooperation.name = text
    edit_cooperation(author=author, cooperation=cooperation, read=read)


def _organisation(author: User, key: int, text: str, read: int) -> None:
    organisation = Organisation.objects.get(pk=key)
    organisation.name = text
    edit_organisation(author=author, organisation=organisation, read=read)


def _person(author: User, key: int, text: str, read: int) -> None:
    person = Person.objects.get(pk=key)
    person.family_name = text
    edit_person(author=author, person=person, read=read, around=Around())


def _department(author: User, key: int, text: str, read: int) -> None:
    department = Department.objects.get(pk=key)
    department.name = text
    rename_department(author=author, department=department, read=read)


def _careless(author: User, key: int, text: str, read: int) -> None:
    """A service that claims no version."""
    Department.objects.filter(pk=key).update(name=text, version=read + 1)


def overwritten(record: Versioned, author: User, save: Save, seed: int, steps: int) -> int:
    """How many texts were replaced by an editor who had not read them."""
    chance, field = random.Random(seed), "family_name" if isinstance(record, Person) else "name"
    pair_by_number: dict[int, tuple[int, str]] = {}
    lost = 0
    for step in range(steps):
        editor, now = chance.randrange(2), type(record)._default_manager.get(pk=record.pk)
        if editor not in pair_by_number or chance.random() < 0.4:
            pair_by_number[editor] = (now.version, getattr(now, field))
            continue
        read, seen = pair_by_number[editor]
        try:
            save(author, record.pk, f"Texte {seed} {step}", read)
        except StaleVersionError:
            continue
        lost += seen != getattr(now, field)
    return lost


@pytest.mark.parametrize(
    ("make", "save"),
    [
        (make_cooperation, _cooperation),
        (make_organisation, _organisation),
        (make_person, _person),
        (make_department, _department),
    ],
)
def test_random_interleavings_overwrite_nothing(
    make: Callable[[], Versioned], save: Save, is_long: bool
) -> None:
    author = make_access().user

    lost = [overwritten(make(), author, save, seed, 8) for seed in range(250 if is_long else 10)]

    assert sum(lost) == 0


def test_a_silent_overwrite_is_found() -> None:
    author = make_access().user

    lost = [overwritten(make_department(), author, _careless, seed, 8) for seed in range(10)]

    assert sum(lost) > 0

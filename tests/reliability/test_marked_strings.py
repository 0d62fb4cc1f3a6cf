"""Marked strings of B looked for in all that users of A receive; identifiers swapped in forms."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import ForeignKey, Model
from django.forms import ModelChoiceField
from django.test import Client

from maillage.foundation.cooperations.choices import Role, Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.cooperations.records.models.visibility import (
    VisibleQuerySet,
    VisibleRecord,
)
from tests import registry
from tests.addresses import Address, addresses, cooperation_addresses
from tests.conftest import signed_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.ground.directory.makers import (
    make_competence,
    make_contact,
    make_department,
    make_grouping,
    make_mandate,
    make_member,
    make_organisation,
    make_person,
    make_referral,
    make_skill,
)
from tests.lengths import lengths
from tests.reliability.forms_on_pages import Page, PostedForm, django_forms, posted_forms
from tests.test_visibility import VISIBLE, found, pages, plant

pytestmark = pytest.mark.django_db
ROOMS = sorted({address.name.partition(":")[0] for address in cooperation_addresses()})
MARK = "zqailleursqz"
START = MARK[:-2]  # searched for without its end, so that the search itself is no leak
ASKED = (
    f"page=tout&structure={START}",
    f"q={START}&page=tout",
    "export=csv",
    f"export=xlsx&q={START}",
)


@dataclass
class Elsewhere:
    """Everything that cooperation B holds: its rows by model, every text marked."""

    cooperation: Cooperation
    rows: dict[type[Model], set[int]] = field(default_factory=dict)

    def reached_by(self) -> list[str]:
        """The rows of others that point to a row of B."""
        return [
            f"{model.__name__}.{key.name}"
            for model in apps.get_models()
            if model.__module__.startswith("maillage.")
            for key in model._meta.fields
            if isinstance(key, ForeignKey)
            and key.related_model in self.rows
            and model._default_manager.filter(
                **{f"{key.attname}__in": self.rows[key.related_model]}
            )
            .exclude(pk__in=self.rows.get(model, ()))
            .exists()
        ]

    def said(self) -> dict[str, list[dict[str, object]]]:
        """What the rows of B say now."""
        return {
            model.__name__: list(model._default_manager.filter(pk__in=keys).order_by("pk").values())
            for model, keys in self.rows.items()
        }


@pytest.fixture
def elsewhere() -> Elsewhere:
    """Cooperation B, in a workspace of its own, with every text marked."""
    before = {model: set(_keys(model)) for model in registry.own_models()}
    cooperation = make_cooperation(name=f"Coopération {MARK}")
    workspace = cooperation.workspace
    workspace.name = f"Pôle {MARK}"
    workspace.save()
    person = make_person(workspace=workspace, family_name=f"Nom {MARK}", given_name=MARK)
    place = make_organisation(workspace=workspace, name=f"Structure {MARK}")
    make_member(cooperation=cooperation, organisation=place)
    mandate = make_mandate(person=person, organisation=place, function=f"Fonction {MARK}")
    make_department(organisation=place, name=f"Service {MARK}")
    make_competence(organisation=place, domain=f"Compétence {MARK}")
    make_grouping(
        organisation=place, group=make_organisation(workspace=workspace, name=f"Groupe {MARK}")
    )
    make_contact(person=person, value=f"{MARK}@exemple.fr")
    make_referral(mandate=mandate, topic=f"Sujet {MARK}")
    make_skill(person=person, name=f"Savoir {MARK}")
    author = make_access(cooperation=cooperation, user=make_user(name=f"Chargée {MARK}"))
    plant(cooperation, author, place=MARK)
    return Elsewhere(
        cooperation,
        {
            model: keys
            for model in registry.own_models()
            if (keys := set(_keys(model)) - before[model])
        },
    )


def _keys(model: type[Model]) -> list[int]:
    return list(model._default_manager.values_list("pk", flat=True))


def received(response: Page) -> str:
    """All the text of a response; a spreadsheet is unpacked."""
    content = response.getvalue()
    if content[:2] != b"PK":
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(name).decode(errors="replace") for name in book.namelist())


EVERY_ADDRESS = [address for address in addresses() if address.name != "account_logout"]
REGISTERS = [
    address
    for address in EVERY_ADDRESS
    if address.name in {"directory:organisations", "directory:people"}
]


def everything(client: Client, access: Access, where: list[Address]) -> Iterator[tuple[str, str]]:
    """Each of these addresses that this reader opens, searched and exported, with all its text."""
    for address in where:
        url = address.url(access.cooperation)
        for asked in ASKED:
            page = client.get(f"{url}?{asked}")
            if page.status_code == 200:
                yield f"{url}?{asked}", received(page)


def leaks(client: Client, access: Access, where: list[Address]) -> list[str]:
    """Those of these addresses that say something of B."""
    return [url for url, text in everything(client, access, where) if MARK in text]


@pytest.mark.parametrize("role", Role.values if lengths.is_long else ["officer", "partner"])
def test_nothing_of_another_workspace_is_received(
    role: str, cooperation: Cooperation, elsewhere: Elsewhere
) -> None:
    access = make_access(cooperation=cooperation, role=role)

    assert leaks(signed_in(access), access, EVERY_ADDRESS) == []


def test_its_own_reader_receives_it(elsewhere: Elsewhere) -> None:
    access = make_access(cooperation=elsewhere.cooperation)

    told = leaks(signed_in(access), access, REGISTERS)

    assert any("/annuaire/structures/?export=xlsx" in where for where in told)
    assert any("/annuaire/personnes/?export=csv" in where for where in told)


def asked_for(field: ModelChoiceField[Model]) -> type[Model]:
    """The model among whose rows the field lets one choose."""
    assert field.queryset is not None
    return field.queryset.model


def candidates(response: Page, elsewhere: Elsewhere) -> Iterator[tuple[str, str]]:
    """Each field of the page's forms that names an object, with an object of B of that kind."""
    for form in django_forms(response):
        for name, one in form.fields.items():
            if isinstance(one, ModelChoiceField):
                for key in list(elsewhere.rows.get(asked_for(one), ()))[:2]:
                    yield form.add_prefix(name), str(key)


def swaps_of(form: PostedForm, page: Page, elsewhere: Elsewhere) -> list[tuple[str, str]]:
    """Each field of a form that names an object, with an object of B in its place."""
    every = {str(key) for keys in elsewhere.rows.values() for key in keys}
    return [*candidates(page, elsewhere)] + [
        (one.name, key)
        for one in form.controls.values()
        if one.kind in {"hidden", "select", "radio"}
        and one.name != "version"
        and any(value.isdigit() for value in [*one.offered, one.value])
        for key in sorted(every)[:6]
    ]


def said_after_swaps(address: Address, access: Access, elsewhere: Elsewhere) -> list[str]:
    """What the forms of a page answer when each names, in its turn, an object of B."""
    url, client = address.url(access.cooperation), signed_in(access)
    page = client.get(url)
    if page.status_code != 200 or page.streaming:
        return []
    return [
        client.post(
            form.action or url,
            {one.name: one.value or "2026-01-02" for one in form.controls.values()} | {name: key},
        ).text
        for form in posted_forms(page.text)
        for name, key in swaps_of(form, page, elsewhere)
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_swapped_identifiers_reach_nothing(room: str, access: Access, elsewhere: Elsewhere) -> None:
    before, wrong = elsewhere.said(), dict[str, list[str]]()

    for address in [one for one in cooperation_addresses() if one.name.startswith(f"{room}:")]:
        with transaction.atomic():  # each page finds the same records
            said = said_after_swaps(address, access, elsewhere)
            if said and (reached := elsewhere.reached_by()):
                wrong[address.name] = reached
            if said and (elsewhere.said() != before or MARK in "".join(said)):
                wrong[f"{address.name}, read or changed"] = []
            transaction.set_rollback(True)

    assert wrong == {}


def test_an_object_of_another_that_is_reached_is_found(elsewhere: Elsewhere) -> None:
    theirs = next(iter(elsewhere.rows[make_organisation().__class__]))
    stranger = make_person()

    make_mandate(person=stranger, organisation=type(make_organisation()).objects.get(pk=theirs))

    assert elsewhere.reached_by() == ["Mandate.organisation"]


def test_a_leak_of_confidential_records_is_found(
    access: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rule is broken on purpose: every record is shown to everybody."""

    def all_shown(rows: VisibleQuerySet[VisibleRecord], access: Access) -> object:
        return rows.filter(cooperation=access.cooperation_id)

    plant(access.cooperation, access)
    reader = make_access(cooperation=access.cooperation, role="observer")
    monkeypatch.setattr(VisibleQuerySet, "visible_to", all_shown)

    seen = {level for _model, level in found(pages(signed_in(reader), access.cooperation))}

    assert seen - set(reader.levels_read)


def test_every_level_of_every_model_is_looked_for(access: Access) -> None:
    plant(access.cooperation, access)

    planted = {
        (model.__name__, level)
        for model in VISIBLE
        for level in model._default_manager.values_list("visibility", flat=True)
    }

    assert planted == {(model.__name__, level) for model in VISIBLE for level in Visibility.values}

"""Several structures are placed on one page, from an import or from the directory."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, Cooperation, Workspace
from maillage.foundation.journal.models import Change
from maillage.ground.directory.choices import NOTED_AS_LEFT
from maillage.ground.directory.members.forms import MembersAddForm, contact_choices
from maillage.ground.directory.models import Actor, Member, Organisation
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.foundation.exchange.importing import imported
from tests.foundation.exchange.spreadsheets import Row
from tests.ground.directory.makers import (
    make_mandate,
    make_organisation,
)
from tests.ground.directory.members.test_members import url


def test_several_structures_are_placed_in_one_gesture(
    officer: Client, cooperation: Cooperation
) -> None:
    names = ("Bouin", "Caf", "Pornic")
    bouin, caf, pornic = (
        make_organisation(workspace=cooperation.workspace, name=name) for name in names
    )
    places = {
        "ticked": [bouin.pk, caf.pk],
        f"place-{bouin.pk}": "full",
        f"place-{caf.pk}": "funder",
        f"place-{pornic.pk}": "associate",
    }

    page = officer.get(url(cooperation, "members_add"))
    officer.post(url(cooperation, "members_add"), {**places, "since": "12/05/2021"})

    form = page.context["form"]
    assert [form[name].value() for name in places] == [[], "", "", ""]
    day = date(2021, 5, 12)
    assert list(Member.objects.order_by("pk").values_list("organisation", "kind", "since")) == [
        (bouin.pk, "full", day),
        (caf.pk, "funder", day),
    ]
    assert set(Actor.objects.values_list("organisation", flat=True)) == {bouin.pk, caf.pk}
    assert Change.objects.filter(topic="members").count() == 1


def test_one_choice_places_all_those_that_came_together(
    officer: Client, cooperation: Cooperation
) -> None:
    bouin, caf, pornic = (
        make_organisation(workspace=cooperation.workspace, name=name)
        for name in ("Bouin", "Caf", "Pornic")
    )
    shown = MembersAddForm(organisations=[bouin], made=frozenset())

    officer.post(
        url(cooperation, "members_add"),
        {
            "ticked": [bouin.pk, caf.pk],
            "shared": "full",
            f"place-{bouin.pk}": "",
            f"place-{caf.pk}": "funder",
            f"place-{pornic.pk}": "",
        },
    )

    assert [shown[name].value() for name in ("ticked", "shared", f"place-{bouin.pk}")] == [
        [str(bouin.pk)],
        "",
        "",
    ]
    assert dict(Member.objects.values_list("organisation__name", "kind")) == {
        "Bouin": "full",
        "Caf": "funder",
    }


def test_who_answers_for_each_is_chosen_with_its_place(
    officer: Client, cooperation: Cooperation
) -> None:
    bouin, pornic, vue = (
        make_organisation(workspace=cooperation.workspace, name=name)
        for name in ("Bouin", "Pornic", "Vue")
    )
    mayor, clerk = (
        make_mandate(organisation=bouin, kind=kind, function=function).person
        for kind, function in (("elected", "Maire"), ("technician", "DGS"))
    )
    elected = [make_mandate(organisation=pornic, kind="elected").person for _one in range(2)]
    page = url(cooperation, "members_add")

    form = officer.get(page).context["form"]
    officer.post(
        page,
        {"ticked": [bouin.pk, pornic.pk, vue.pk], "shared": "full"}
        | {f"contact-{bouin.pk}": str(mayor.pk), f"contact-{pornic.pk}": ""},
    )

    names = (f"contact-{bouin.pk}", f"contact-{pornic.pk}")
    assert [form[name].value() for name in names] == [str(clerk.pk), ""]
    assert f"contact-{vue.pk}" not in form.fields
    assert dict(Member.objects.values_list("organisation", "contact")) == {
        bouin.pk: mayor.pk,
        pornic.pk: None,
        vue.pk: None,
    }
    assert elected[0] != elected[1]


def test_nobody_of_another_structure_answers_for_one(
    officer: Client, cooperation: Cooperation
) -> None:
    bouin, pornic = (
        make_organisation(workspace=cooperation.workspace, name=name)
        for name in ("Bouin", "Pornic")
    )
    make_mandate(organisation=bouin)
    stranger = make_mandate(organisation=pornic).person

    page = officer.post(
        url(cooperation, "members_add"),
        {"ticked": [bouin.pk, pornic.pk], "shared": "full"}
        | {f"contact-{bouin.pk}": str(stranger.pk)},
    )

    assert (page.status_code, Member.objects.count()) == (422, 0)


def test_no_place_is_taken_without_being_chosen() -> None:
    kinds = ("commune", "epci", "association", "chamber", "state", "departement")
    organisations = [Organisation(pk=rank, name=kind, kind=kind) for rank, kind in enumerate(kinds)]

    form = MembersAddForm(organisations=organisations)

    assert form["ticked"].value() == []
    assert {form[f"place-{one.pk}"].value() for one in organisations} == {""}


def test_what_is_ticked_waits_for_its_place(officer: Client, cooperation: Cooperation) -> None:
    bouin = make_organisation(workspace=cooperation.workspace, name="Bouin")
    page = url(cooperation, "members_add")

    refused = officer.post(page, {"ticked": [bouin.pk]})

    assert refused.context["form"].errors == {
        "shared": ["Choisissez la place des structures cochées."]
    }
    assert (refused.status_code, Member.objects.count()) == (422, 0)


def test_no_place_of_one_is_proposed(officer: Client, access: Access) -> None:
    form = officer.get(url(access.cooperation, "member_add")).context["form"]

    assert form["kind"].value() is None


def test_whoever_is_noted_as_gone_is_no_contact_unless_chosen(access: Access) -> None:
    home = make_organisation(workspace=access.cooperation.workspace, name="Bailleur")
    gone = make_mandate(organisation=home, function="Chargé de clientèle")
    gone.notes = NOTED_AS_LEFT
    acting = {home.pk: [gone]}

    field = MembersAddForm(organisations=[home], mandates=acting)[f"contact-{home.pk}"]

    assert (field.value(), contact_choices([gone])) == (
        "", [(str(gone.person_id), f"{gone.person}, Chargé de clientèle, départ noté")],
    )  # fmt: skip


def test_report_of_an_import_leads_to_the_places_of_all_that_came(
    officer: Client, access: Access
) -> None:
    cooperation = access.cooperation
    make_organisation(workspace=cooperation.workspace, name="Caf de Retz")
    existing = make_organisation(workspace=cooperation.workspace, name="Commune de Bouin")
    rows: list[Row] = [["Structure", "Nom"], ["Commune de Bouin", "ROY"], ["Commune de Vue", "LE"]]
    run = imported(access, rows)
    report = reverse("exchange:import_wizard_run", args=[cooperation.slug, run.pk])
    leads_to = f"{url(cooperation, 'members_add')}?import={run.pk}"

    before = officer.get(report).text
    form = officer.get(leads_to).context["form"]
    officer.post(leads_to, {"ticked": form["ticked"].value(), "shared": "full"})
    after = officer.get(report).text

    assert "Placer une structure créée et une déjà connue" in before
    assert [str(one) for one in form.organisations] == ["Commune de Bouin", "Commune de Vue"]
    assert set(Member.objects.values_list("organisation__name", flat=True)) == {
        "Commune de Bouin",
        "Commune de Vue",
    }
    assert Member.objects.filter(organisation=existing).exists()
    assert [leads_to in page for page in (before, after)] == [True, False]


def test_places_say_which_import_their_structures_come_from(
    officer: Client, access: Access
) -> None:
    cooperation = access.cooperation
    make_organisation(workspace=cooperation.workspace, name="Commune de Bouin")
    rows: list[Row] = [["Structure", "Nom"], ["Commune de Bouin", "ROY"], ["Commune de Vue", "LE"]]
    run = imported(access, rows)
    report = reverse("exchange:import_wizard_run", args=[cooperation.slug, run.pk])
    leads_to = f"{url(cooperation, 'members_add')}?import={run.pk}"

    page = officer.get(leads_to).text.replace("\xa0", " ")
    saved = officer.post(leads_to, {}, follow=True)

    words = f"Elles viennent de l’import de « {run.file_name} » : une créée et une déjà connue."
    assert words in page
    assert ("créée par l’import" in page, f'href="{report}"' in page) == (True, True)
    assert (
        "Un point de contact est proposé quand une structure n’a qu’une personne en poste" in page
    )
    assert saved.redirect_chain[0][0] == report
    assert "Rien n’est placé." in saved.text
    assert "Elles viennent" not in officer.get(url(cooperation, "members_add")).text


def test_import_of_another_cooperation_shows_and_places_nothing(
    officer: Client, cooperation: Cooperation
) -> None:
    rows: list[Row] = [["Structure", "Nom"], ["Commune de Vue", "LE"]]
    foreign = imported(make_access(role="officer"), rows)
    stranger = make_organisation(name="Ailleurs")
    make_organisation(workspace=cooperation.workspace, name="Commune de Bouin")
    place = url(cooperation, "members_add")

    page = officer.get(f"{place}?import={foreign.pk}")
    for leads_to in (f"{place}?import={foreign.pk}", place):
        officer.post(leads_to, {"ticked": [stranger.pk], "shared": "full"})

    assert ("Commune de Vue" in page.text, Member.objects.count()) == (False, 0)


def test_structure_that_bears_the_name_of_the_space_is_placed_with_the_others(
    officer: Client, cooperation: Cooperation
) -> None:
    Workspace.objects.update(name="CC du Sud Retz")
    page = url(cooperation, "members_add")

    before = officer.get(page).context["form"]
    for _time in range(2):
        officer.post(page, {"ticked": ["espace"], "place-espace": "full"})
    after = officer.get(page).context["form"]

    rows = Organisation.objects.values_list("name", "kind", "memberships__kind")
    assert list(rows) == [("CC du Sud Retz", "epci", "full")]
    assert ["place-espace" in form.fields for form in (before, after)] == [True, False]


@pytest.mark.parametrize(
    ("space", "existing"),
    [
        ("Pôle de Retz", {"name": "Vue"}),
        ("CCSR", {"name": "Vue"}),
        ("CC du Sud Retz", {"name": "cc du sud retz"}),
        ("CC du Sud Retz", {"name": "Communauté", "short_name": "CC du Sud Retz"}),
    ],
)
def test_space_of_another_kind_or_already_there_is_no_structure_to_place(
    officer: Client, cooperation: Cooperation, space: str, existing: dict[str, str]
) -> None:
    Workspace.objects.update(name=space)
    Organisation.objects.create(workspace=cooperation.workspace, kind="epci", **existing)

    form = officer.get(url(cooperation, "members_add")).context["form"]

    assert "place-espace" not in form.fields


def test_places_of_several_are_asked_in_as_many_queries_as_of_one(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_organisation(workspace=cooperation.workspace)
    with django_assert_num_queries(5):
        officer.get(url(cooperation, "members_add"))
    for name in ("Commune de Bouin", "Commune de Machecoul"):
        make_mandate(organisation=make_organisation(workspace=cooperation.workspace, name=name))
    with django_assert_num_queries(5):
        officer.get(url(cooperation, "members_add"))


def test_only_officers_place_several(sign_in: SignIn, cooperation: Cooperation) -> None:
    assert sign_in("partner").get(url(cooperation, "members_add")).status_code == 403

"""The sheet of a structure: what it says, who corrects it, how it is renamed and succeeded."""

from datetime import date

from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import (
    Competence,
    Department,
    Grouping,
    Mandate,
    Member,
    Organisation,
    OrganisationName,
)
from maillage.ground.directory.organisations.services import add_from_register
from tests.conftest import SignIn, signed_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import (
    make_competence,
    make_contact,
    make_department,
    make_grouping,
    make_mandate,
    make_member,
    make_organisation,
    make_organisation_name,
    make_person,
    make_referral,
    make_spoken_member,
    make_spokesperson,
)
from tests.ground.directory.reading import plain, reading, section
from tests.ground.territories.makers import make_membership, make_population


def url(cooperation: Cooperation, organisation: Organisation, page: str = "organisation") -> str:
    return reverse(f"directory:{page}", args=[cooperation.slug, organisation.pk])


def pornic(cooperation: Cooperation) -> Organisation:
    """A member with somebody to call."""
    organisation = make_spoken_member(cooperation=cooperation)
    person = make_person(workspace=cooperation.workspace)
    mandate = make_mandate(person=person, organisation=organisation)
    make_referral(mandate=mandate)
    make_contact(person=person, kind="phone", value="01 99 00 14 22")
    return organisation


def test_sheet_says_its_place_and_whom_to_call(officer: Client, cooperation: Cooperation) -> None:
    organisation = pornic(cooperation)

    page = officer.get(url(cooperation, organisation))

    assert reading(page.text) == "Son conseil n’a jamais été saisi."
    assert "Accueils du mercredi" in section(page.text, "m-callers")
    assert "une personne y est connue" in page.text
    assert 'href="tel:+33199001422"' in page.text


def test_card_shows_competences_services_and_groupings(
    officer: Client, cooperation: Cooperation
) -> None:
    organisation = make_spoken_member(cooperation=cooperation)
    make_competence(organisation=organisation, domain="Voirie")
    region = make_organisation(workspace=cooperation.workspace, name="Région", kind="region")
    Competence.objects.create(
        organisation=organisation,
        domain="Mobilités",
        state="transferred",
        holder=region,
        since=date(2021, 7, 1),
    )
    make_department(organisation=organisation, name="Enfance")
    make_grouping(organisation=organisation)

    page = officer.get(url(cooperation, organisation))

    facts = page.text.partition('<dl class="m-card-facts">')[2].partition("</dl>")[0]
    entry = ("Voirie", "Mobilités à Région (2021)", "Enfance", "CC du Pays de Retz")
    assert [words in facts for words in entry] == [True, True, True, True]


def test_card_says_how_many_live_in_its_territory(
    officer: Client, cooperation: Cooperation
) -> None:
    membership = make_membership()
    make_population(territory=membership.area, count=70_563)
    epci = add_from_register(
        author=make_user(), workspace=cooperation.workspace, territory=membership.area
    )

    page = officer.get(url(cooperation, epci))

    assert "70 563 habitants, une commune population municipale 2023" in plain(
        page.text.replace("<small>", " ")
    )


def test_officer_corrects_the_card_and_its_history_says_so(
    officer: Client, cooperation: Cooperation
) -> None:
    organisation = make_organisation(workspace=cooperation.workspace)

    officer.post(
        url(cooperation, organisation, "organisation_edit"),
        {"kind": "commune", "commune": "Pornic", "phones": "0240000000", "version": 1},
    )

    page = officer.get(url(cooperation, organisation))
    history = section(page.text, "m-history")
    assert "Commune du siège : Pornic" in history
    assert "Hélène Marchadier a ajouté « 02 40 00 00 00 » (coordonnée)" in plain(history)


def test_second_writer_sees_both_texts_and_loses_none(
    officer: Client, cooperation: Cooperation
) -> None:
    organisation = make_organisation(workspace=cooperation.workspace)
    edit = url(cooperation, organisation, "organisation_edit")
    officer.post(edit, {"kind": "commune", "address": "1 rue du Port", "version": 1})

    page = officer.post(edit, {"kind": "commune", "address": "2 rue de la Mer", "version": 1})

    organisation.refresh_from_db()
    assert (page.status_code, organisation.address) == (409, "1 rue du Port")
    assert "<mark>1</mark> rue <mark>du Port</mark>" in page.text
    assert "<mark>2</mark> rue <mark>de la Mer</mark>" in page.text
    assert 'name="version" value="2"' in page.text

    officer.post(edit, {"kind": "commune", "address": "2 rue de la Mer", "version": 2})
    organisation.refresh_from_db()
    assert organisation.address == "2 rue de la Mer"


def test_renaming_keeps_the_former_name_with_its_end(
    officer: Client, cooperation: Cooperation
) -> None:
    organisation = make_organisation(workspace=cooperation.workspace, name="Bourgneuf")
    rename = url(cooperation, organisation, "organisation_rename")

    officer.post(rename, {"name": "Villeneuve", "on": "01/01/2016", "version": 1})
    officer.post(rename, {"name": "Villeneuve-en-Retz", "on": "01/01/2018", "version": 2})

    assert Organisation.objects.get().name == "Villeneuve-en-Retz"
    assert list(
        OrganisationName.objects.order_by("until").values_list("name", "since", "until")
    ) == [
        ("Bourgneuf", None, date(2016, 1, 1)),
        ("Villeneuve", date(2016, 1, 1), date(2018, 1, 1)),
    ]


def test_merger_keeps_history_and_hands_over_the_place(
    officer: Client, cooperation: Cooperation
) -> None:
    organisation = pornic(cooperation)
    successor = make_organisation(workspace=cooperation.workspace, name="Commune nouvelle")

    officer.post(
        url(cooperation, organisation, "organisation_end"),
        {"on": "01/01/2026", "successor": successor.pk, "carries_on": "on", "version": 1},
    )

    rows = Mandate.objects.order_by("pk").values_list("organisation", "since", "until")
    assert list(rows) == [
        (organisation.pk, date(2024, 9, 1), date(2026, 1, 1)),
        (successor.pk, date(2026, 1, 1), None),
    ]
    places = Member.objects.order_by("pk").values_list("organisation", "kind", "until")
    assert list(places) == [
        (organisation.pk, "full", date(2026, 1, 1)),
        (successor.pk, "full", None),
    ]
    page = officer.get(url(cooperation, organisation))
    assert reading(page.text) == (
        "Elle n’existe plus depuis le 1er janvier 2026 : Commune nouvelle lui succède."
    )


def test_parts_are_added_and_ended_never_erased(officer: Client, cooperation: Cooperation) -> None:
    organisation = make_organisation(workspace=cooperation.workspace)
    group = make_organisation(workspace=cooperation.workspace, name="Pôle de Retz")
    for page, typed in (
        ("organisation_department_add", {"name": "Enfance"}),
        ("organisation_competence_add", {"domain": "Voirie", "state": "held"}),
        ("organisation_grouping_add", {"group": group.pk}),
    ):
        officer.post(url(cooperation, organisation, page), typed)
    competence, grouping = Competence.objects.get(), Grouping.objects.get()
    for page, number in (
        ("organisation_competence_end", competence.pk),
        ("organisation_grouping_end", grouping.pk),
    ):
        officer.post(
            reverse(f"directory:{page}", args=[cooperation.slug, number]), {"on": "31/12/2025"}
        )

    assert Department.objects.get().name == "Enfance"
    assert list(Competence.objects.values_list("domain", "until")) == [
        ("Voirie", date(2025, 12, 31))
    ]
    assert list(Grouping.objects.values_list("group", "until")) == [(group.pk, date(2025, 12, 31))]


def test_spokesperson_corrects_their_structure_alone(cooperation: Cooperation) -> None:
    mine = make_organisation(workspace=cooperation.workspace, name="Commune de Pornic")
    other = make_organisation(workspace=cooperation.workspace, name="Commune de Bouin")
    for organisation in (mine, other):
        make_member(cooperation=cooperation, organisation=organisation)
    access = make_access(cooperation=cooperation, role="partner")
    make_spokesperson(access=access, organisation=mine)
    typed = {"kind": "commune", "address": "1 rue du Port", "version": 1}

    answers = [
        signed_in(access).post(url(cooperation, one, "organisation_edit"), typed).status_code
        for one in (mine, other)
    ]

    assert answers == [302, 403]
    assert list(Organisation.objects.order_by("pk").values_list("address", flat=True)) == [
        "1 rue du Port",
        "",
    ]


def test_observer_reads_nothing_of_people(sign_in: SignIn, cooperation: Cooperation) -> None:
    organisation = pornic(cooperation)
    member = Member.objects.get()
    member.contact = Mandate.objects.get().person
    member.save()

    page = sign_in("observer").get(url(cooperation, organisation))

    assert [text in page.text for text in ("Gaborit", "01 99 00 14 22", "Accueils")] == [
        False,
        False,
        False,
    ]


def test_source_and_its_changes_are_for_the_team(
    officer: Client, sign_in: SignIn, cooperation: Cooperation
) -> None:
    organisation = make_spoken_member(cooperation=cooperation)
    officer.post(
        url(cooperation, organisation, "organisation_edit"),
        {"kind": "commune", "source": "dit par le maire", "version": 1},
    )

    pages = [sign_in(role).get(url(cooperation, organisation)).text for role in ("team", "partner")]

    assert ["dit par le maire" in page for page in pages] == [True, False]


def test_bad_dates_and_doubles_are_refused(officer: Client, cooperation: Cooperation) -> None:
    organisation = make_organisation(workspace=cooperation.workspace)
    make_department(organisation=organisation, name="Enfance")
    competence = make_competence(organisation=organisation)
    competence.since = date(2024, 1, 1)
    competence.save()

    double = officer.post(
        url(cooperation, organisation, "organisation_department_add"), {"name": "Enfance"}
    )
    early = officer.post(
        reverse("directory:organisation_competence_end", args=[cooperation.slug, competence.pk]),
        {"on": "31/12/2023"},
    )
    same = officer.post(
        url(cooperation, organisation, "organisation_rename"),
        {"name": organisation.name, "on": "01/01/2026"},
    )

    assert "Ce service existe déjà dans la structure" in double.text
    assert "La fin précède le début" in early.text
    assert "C’est déjà son nom" in same.text


def test_sheet_queries_do_not_grow(
    access: Access, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer, organisation = signed_in(access), pornic(cooperation)
    with django_assert_num_queries(33):
        officer.get(url(cooperation, organisation))
    _one_of_each_part(organisation, "Herbreteau")
    with django_assert_num_queries(39):
        officer.get(url(cooperation, organisation))
    for name in ("Cormerais", "Pineau"):
        _one_of_each_part(organisation, name)
    with django_assert_num_queries(39):
        officer.get(url(cooperation, organisation))


def _one_of_each_part(organisation: Organisation, name: str) -> None:
    """Somebody more, and one more of each part of the sheet."""
    person = make_person(workspace=organisation.workspace, family_name=name)
    make_referral(mandate=make_mandate(person=person, organisation=organisation))
    make_contact(person=person, kind="phone", value="01 99 00 14 23")
    make_contact(organisation=organisation, value=f"{name.lower()}@retz.example.org")
    make_competence(organisation=organisation, domain=name)
    make_department(organisation=organisation, name=name)
    make_organisation_name(organisation=organisation, name=name)
    make_grouping(
        organisation=organisation,
        group=make_organisation(workspace=organisation.workspace, name=f"Syndicat {name}"),
    )
    former = make_organisation(workspace=organisation.workspace, name=f"Ancienne {name}")
    former.successor = organisation
    former.save()

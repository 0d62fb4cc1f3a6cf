"""The register of members, the actors, the spokespersons."""

from datetime import date

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.probes import Level
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Actor, Mandate, Member, Spokesperson
from maillage.ground.missions.states.states import current_states
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.ground.directory.makers import (
    make_actor,
    make_member,
    make_member_person,
    make_organisation,
    make_spoken_member,
    make_spokesperson,
)
from tests.ground.directory.reading import names_in, plain, reading, section
from tests.links_to import pages_of

url = pages_of("directory", "members")


def test_register_says_who_is_what(officer: Client, cooperation: Cooperation) -> None:
    for name, kind in (("Pornic", "full"), ("Bouin", "full"), ("Caf", "funder")):
        organisation = make_organisation(workspace=cooperation.workspace, name=name)
        make_member(cooperation=cooperation, organisation=organisation, kind=kind)
    make_actor(cooperation=cooperation, group="les riverains")

    page = officer.get(url(cooperation))

    assert reading(page.text) == (
        "Deux signataires et un financeur. Il manque <b>trois points de contact</b>."
    )
    assert "les riverains" in section(page.text, "m-actors")


def test_one_gesture_makes_a_member_and_its_actor(
    officer: Client, cooperation: Cooperation
) -> None:
    organisation = make_organisation(workspace=cooperation.workspace)

    officer.post(
        url(cooperation, "member_add"),
        {"organisation": organisation.pk, "kind": "funder", "since": "12/05/2021"},
    )

    assert list(Member.objects.values_list("organisation", "kind", "since", "until")) == [
        (organisation.pk, "funder", date(2021, 5, 12), None)
    ]
    assert list(Actor.objects.values_list("organisation", flat=True)) == [organisation.pk]


def test_contact_is_one_of_its_people(officer: Client, cooperation: Cooperation) -> None:
    person = make_member_person(cooperation=cooperation)
    member = Member.objects.get()
    outsider = make_member_person(cooperation=make_cooperation(), family_name="Pineau")
    edit = url(cooperation, "member_edit", member.pk)

    refused = officer.post(edit, {"contact": outsider.pk, "version": 1})
    officer.post(edit, {"contact": person.pk, "version": 1})

    member.refresh_from_db()
    assert (refused.status_code, member.contact) == (422, person)


def test_changing_place_and_leaving_keep_the_history(
    officer: Client, cooperation: Cooperation
) -> None:
    member = make_member(cooperation=cooperation)
    officer.post(
        url(cooperation, "member_place", member.pk),
        {"kind": "associate", "on": "01/01/2025", "version": 1},
    )
    second = Member.objects.get(kind="associate")
    officer.post(url(cooperation, "member_end", second.pk), {"on": "01/01/2026", "version": 1})

    rows = Member.objects.order_by("pk").values_list("kind", "since", "until")
    assert list(rows) == [
        ("full", None, date(2025, 1, 1)),
        ("associate", date(2025, 1, 1), date(2026, 1, 1)),
    ]


def test_second_writer_sees_both_texts(officer: Client, cooperation: Cooperation) -> None:
    member = make_member(cooperation=cooperation)
    edit = url(cooperation, "member_edit", member.pk)
    officer.post(edit, {"since": "12/05/2021", "version": 1})

    page = officer.post(edit, {"since": "13/05/2021", "version": 1})

    member.refresh_from_db()
    assert (page.status_code, member.since) == (409, date(2021, 5, 12))


def test_actors_are_named_and_removed_members_stay(
    officer: Client, cooperation: Cooperation
) -> None:
    officer.post(url(cooperation, "member_actor_add"), {"group": "les riverains"})
    group = Actor.objects.get()
    officer.post(url(cooperation, "member_actor_remove", group.pk))
    make_spoken_member(cooperation=cooperation)
    own = Actor.objects.create(
        cooperation=cooperation, organisation=Member.objects.get().organisation
    )

    answer = officer.post(url(cooperation, "member_actor_remove", own.pk))

    assert (answer.status_code, list(Actor.objects.all())) == (404, [own])


def test_spokespersons_are_chosen_among_members(officer: Client, cooperation: Cooperation) -> None:
    member = make_member(cooperation=cooperation).organisation
    other = make_organisation(workspace=cooperation.workspace, name="Commune de Bouin")
    partner = make_access(cooperation=cooperation, role="partner")
    page = url(cooperation, "member_speaker", partner.pk)

    refused = officer.post(page, {"organisations": [other.pk]})
    officer.post(page, {"organisations": [member.pk]})

    assert refused.status_code == 422
    assert list(Spokesperson.objects.values_list("access", "organisation")) == [
        (partner.pk, member.pk)
    ]


def test_a_spokesperson_keeps_what_another_officer_ticked_meanwhile(
    officer: Client, cooperation: Cooperation
) -> None:
    former, ticked, added = (make_member(cooperation=cooperation).organisation for _ in range(3))
    partner = make_access(cooperation=cooperation, role="partner")
    make_spokesperson(access=partner, organisation=former)
    page = url(cooperation, "member_speaker", partner.pk)
    read = officer.get(page).context["form"]["read"].value()
    make_spokesperson(access=partner, organisation=added)

    officer.post(page, {"organisations": [ticked.pk], "read": read})

    assert set(Spokesperson.objects.values_list("organisation", flat=True)) == {
        ticked.pk,
        added.pk,
    }


def test_partner_may_not_place(sign_in: SignIn, cooperation: Cooperation) -> None:
    organisation = make_organisation(workspace=cooperation.workspace)

    answer = sign_in("partner").post(
        url(cooperation, "member_add"), {"organisation": organisation.pk, "kind": "full"}
    )

    assert (answer.status_code, Member.objects.count()) == (403, 0)


def test_observer_reads_no_contact(sign_in: SignIn, cooperation: Cooperation) -> None:
    make_member_person(cooperation=cooperation)
    member = Member.objects.get()
    member.contact = Mandate.objects.get().person
    member.save()

    pages = [
        sign_in("observer").get(page).text
        for page in (url(cooperation), url(cooperation, "member", member.pk))
    ]

    assert ["Commune de Pornic" in page for page in pages] == [True, True]
    assert ["Gaborit" in page for page in pages] == [False, False]


def test_other_cooperation_of_the_workspace_is_apart(
    officer: Client, stranger: Client, cooperation: Cooperation
) -> None:
    beside = make_cooperation(workspace=cooperation.workspace, name="Côte de Jade")
    make_member(cooperation=beside)

    assert names_in(officer.get(url(cooperation)).text, "Commune de Pornic") == []
    assert stranger.get(url(cooperation)).status_code == 404


def test_a_place_does_not_end_before_it_began(officer: Client, cooperation: Cooperation) -> None:
    member = make_member(cooperation=cooperation)
    member.since = date(2025, 1, 1)
    member.save()

    page = officer.post(
        url(cooperation, "member_end", member.pk), {"on": "31/12/2024", "version": 1}
    )

    member.refresh_from_db()
    assert (page.status_code, member.until) == (422, None)
    assert "Cette date précède son entrée" in page.text


def test_register_queries_do_not_grow(
    officer: Client,
    access: Access,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_spoken_member(cooperation=cooperation)
    with django_assert_num_queries(8):
        officer.get(url(cooperation))
    for name in ("Commune de Bouin", "Commune de Machecoul"):
        make_spoken_member(cooperation=cooperation, name=name)
    with django_assert_num_queries(8):
        officer.get(url(cooperation))


def test_blank_register_leads_to_the_file_and_the_form_to_the_directory(
    officer: Client, cooperation: Cooperation
) -> None:
    slug = cooperation.slug

    register, form = (
        officer.get(url(cooperation, name)).text for name in ("members", "member_add")
    )

    wizard = reverse("exchange:import_wizard", args=[slug])
    assert f'href="{wizard}?tableau=contacts"' in register
    assert f'<a href="{url(cooperation, "organisation_find")}">Ajouter une structure</a>' in form


def test_a_structure_may_sign_and_fund(
    officer: Client, access: Access, cooperation: Cooperation
) -> None:
    for name, kind in (("Pornic", "full"), ("Caf", "fullfunder"), ("MSA", "associate")):
        organisation = make_organisation(workspace=cooperation.workspace, name=name)
        make_member(cooperation=cooperation, organisation=organisation, kind=kind)

    sentence = reading(officer.get(url(cooperation)).text)
    state = current_states(cooperation, timezone.localdate())["pre.complexity.multi-partner"]

    assert sentence.startswith("Une signataire, une signataire qui finance et une associée.")
    assert (state.level, state.next_step) == (Level.DONE, "")


def test_a_membership_to_come_is_not_said_of_today(
    officer: Client, cooperation: Cooperation
) -> None:
    organisation = make_organisation(workspace=cooperation.workspace, name="Caf")
    typed = {"organisation": organisation.pk, "kind": "full", "since": "01/01/2099"}

    page = officer.post(url(cooperation, "member_add"), typed, follow=True).text

    text = plain(page).replace("\u00a0", " ")
    assert "Caf entrera dans la coopération le 1er janvier 2099." in text
    assert "Signataire, à partir du 1er janvier 2099" in text

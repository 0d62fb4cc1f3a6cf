"""The register of structures, and how one enters it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Contact, Grouping, Organisation
from maillage.ground.directory.organisations.services import add_from_register
from tests.conftest import SignIn, signed_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access, make_workspace
from tests.ground.directory.makers import (
    make_mandate,
    make_member,
    make_organisation,
    make_organisation_name,
    make_person,
    make_spokesperson,
)
from tests.ground.directory.reading import names_in, plain, reading, section
from tests.ground.territories.makers import make_membership, make_territory
from tests.links_to import page_at

register_url = page_at("directory:organisations")
add_url = page_at("directory:organisation_add")


def test_register_lists_the_workspace(officer: Client, cooperation: Cooperation) -> None:
    make_organisation(workspace=cooperation.workspace, name="Commune de Machecoul")
    make_organisation(workspace=make_workspace(), name="Commune de Saumur")

    page = officer.get(register_url(cooperation))

    assert names_in(page.text, "Commune de Machecoul", "Commune de Saumur") == [
        "Commune de Machecoul"
    ]


def test_register_says_members_and_the_empty_ones(
    officer: Client, cooperation: Cooperation
) -> None:
    for name in ("Commune de Machecoul", "Commune de Pornic", "Caf de Retz"):
        make_organisation(workspace=cooperation.workspace, name=name)
    peopled = Organisation.objects.get(name="Commune de Pornic")
    make_mandate(person=make_person(workspace=cooperation.workspace), organisation=peopled)
    for name in ("Commune de Machecoul", "Commune de Pornic"):
        make_member(cooperation=cooperation, organisation=Organisation.objects.get(name=name))

    page = officer.get(register_url(cooperation))

    assert reading(page.text) == (
        "Trois structures sont connues, deux sont membres. Une n’a <b>personne</b> de connu."
    )


def test_empty_register_says_what_to_do_first(officer: Client, cooperation: Cooperation) -> None:
    page = officer.get(register_url(cooperation))

    assert "Aucune structure pour l’instant" in page.text
    find, wizard = (
        reverse(name, args=[cooperation.slug])
        for name in ("directory:organisation_find", "exchange:import_wizard")
    )
    for link in (find, f"{wizard}?tableau=contacts"):
        assert f'href="{link}"' in section(page.text, "m-empty-title")


def test_search_ignores_accents_and_finds_former_names(
    officer: Client, cooperation: Cooperation
) -> None:
    workspace = cooperation.workspace
    renamed = make_organisation(workspace=workspace, name="Villeneuve-en-Retz")
    make_organisation_name(organisation=renamed, name="Bourgneuf-en-Retz")
    make_organisation(workspace=workspace, name="Crèche des Étoiles")

    unaccented = officer.get(register_url(cooperation, "?q=creche+etoiles"))
    former = officer.get(register_url(cooperation, "?q=Bourgneuf"))

    pair = ("Villeneuve-en-Retz", "Crèche des Étoiles")
    assert names_in(unaccented.text, *pair) == ["Crèche des Étoiles"]
    assert names_in(former.text, *pair) == ["Villeneuve-en-Retz"]


def test_filters_keep_the_kind_and_the_place(officer: Client, cooperation: Cooperation) -> None:
    workspace = cooperation.workspace
    caf = make_organisation(workspace=workspace, name="Caf de Retz", kind="social")
    make_organisation(workspace=workspace, name="Commune de Pornic")
    make_member(cooperation=cooperation, organisation=caf, kind="funder")

    by_kind = officer.get(register_url(cooperation, "?nature=commune&filtres=1"))
    by_place = officer.get(register_url(cooperation, "?place=funder&filtres=1"))
    outside = officer.get(register_url(cooperation, "?place=hors&filtres=1"))

    pair = ("Caf de Retz", "Commune de Pornic")
    assert names_in(by_kind.text, *pair) == ["Commune de Pornic"]
    assert names_in(by_place.text, *pair) == ["Caf de Retz"]
    assert names_in(outside.text, *pair) == ["Commune de Pornic"]


def test_export_neutralises_what_a_spreadsheet_would_run(
    officer: Client, cooperation: Cooperation
) -> None:
    make_organisation(workspace=cooperation.workspace, name="=cmd|calc")

    answer = officer.get(register_url(cooperation, "?export=csv"))

    assert answer.content.decode("utf-8-sig").splitlines() == [
        "Nom;Nature;Siège;Dans la coopération;Son fil;Personnes;SIREN",
        "'=cmd|calc;commune;;;jamais saisie;0;",
    ]


def test_officer_adds_a_structure(officer: Client, cooperation: Cooperation) -> None:
    officer.post(
        add_url(cooperation),
        {
            "name": "MSA de Retz",
            "kind": "social",
            "phones": "0240820000\n+33 6 00 00 00 01",
            "emails": "Accueil@MSA.example.org",
        },
    )

    assert list(Organisation.objects.values_list("name", "kind", "workspace")) == [
        ("MSA de Retz", "social", cooperation.workspace.pk)
    ]
    assert list(Contact.objects.values_list("kind", "value", "rank").order_by("pk")) == [
        ("email", "accueil@msa.example.org", 1),
        ("phone", "02 40 82 00 00", 1),
        ("phone", "06 00 00 00 01", 2),
    ]


@pytest.mark.usefixtures("small_register_in_use")
def test_official_territory_enters_in_two_clicks(officer: Client, cooperation: Cooperation) -> None:
    territory = make_territory(name="Pornic", code="44131")
    find = reverse("directory:organisation_find", args=[cooperation.slug])
    add = reverse("directory:organisation_register_add", args=[cooperation.slug, territory.pk])

    response = officer.get(find, {"q": "pornci"})
    officer.post(add)

    assert add in response.text
    assert list(Organisation.objects.values_list("name", "kind", "territory", "source")) == [
        ("Commune de Pornic", "commune", territory.pk, "registre officiel")
    ]


@pytest.mark.usefixtures("small_register_in_use")
def test_known_body_is_opened_and_not_offered_again(
    officer: Client, cooperation: Cooperation
) -> None:
    territory = make_territory(name="Pornic", code="44131")
    sheet = add_from_register(
        author=make_user(), workspace=cooperation.workspace, territory=territory
    )

    page = officer.get(
        reverse("directory:organisation_find", args=[cooperation.slug]) + "?q=pornic"
    )

    assert reverse("directory:organisation", args=[cooperation.slug, sheet.pk]) in page.text
    assert f"/registre/{territory.pk}/" not in page.text


def test_bodies_of_the_register_join_their_intercommunalite(cooperation: Cooperation) -> None:
    membership = make_membership()
    author, workspace = make_user(), cooperation.workspace

    commune = add_from_register(author=author, workspace=workspace, territory=membership.territory)
    epci = add_from_register(author=author, workspace=workspace, territory=membership.area)
    late = make_membership(
        territory=make_territory(name="Pornichet", code="44132"), area=membership.area
    )
    second = add_from_register(author=author, workspace=workspace, territory=late.territory)

    assert list(Grouping.objects.order_by("pk").values_list("organisation", "group")) == [
        (commune.pk, epci.pk),
        (second.pk, epci.pk),
    ]


def test_known_territory_is_not_added_twice(cooperation: Cooperation) -> None:
    territory, author = make_territory(), make_user()

    first = add_from_register(author=author, workspace=cooperation.workspace, territory=territory)
    second = add_from_register(author=author, workspace=cooperation.workspace, territory=territory)

    assert first == second
    assert Organisation.objects.count() == 1


def test_partner_sees_members_only(sign_in: SignIn, cooperation: Cooperation) -> None:
    make_organisation(workspace=cooperation.workspace, name="Commune de Machecoul")
    member = make_organisation(workspace=cooperation.workspace, name="Commune de Pornic")
    make_member(cooperation=cooperation, organisation=member)

    page = sign_in("partner").get(register_url(cooperation))

    assert "Commune de Pornic" in page.text
    assert "Commune de Machecoul" not in page.text


def test_observer_reads_no_count_of_people(sign_in: SignIn, cooperation: Cooperation) -> None:
    make_member(cooperation=cooperation)

    page = sign_in("observer").get(register_url(cooperation))

    assert names_in(page.text, "Commune de Pornic", "à trouver") == ["Commune de Pornic"]
    assert reading(page.text) == "Une structure est connue, une est membre."


def test_team_may_not_add(sign_in: SignIn, cooperation: Cooperation) -> None:
    answer = sign_in("team").post(add_url(cooperation), {"name": "MSA", "kind": "social"})

    assert (answer.status_code, Organisation.objects.count()) == (403, 0)


def test_wrong_numbers_say_what_to_do_and_keep_what_was_typed(
    officer: Client, cooperation: Cooperation
) -> None:
    page = officer.post(
        add_url(cooperation),
        {
            "name": "MSA de Retz",
            "kind": "social",
            "siren": "123456789",
            "siret": "12345678901234",
            "rna": "853",
            "phones": "douze",
        },
    )

    assert not Organisation.objects.exists()
    assert [text in page.text for text in ("Ce SIREN n’existe pas", "Ce SIRET n’existe pas")] == [
        True,
        True,
    ]
    assert "Un numéro RNA s’écrit W suivi de neuf chiffres" in page.text
    assert "« douze » n’est pas un numéro" in plain(page.text)
    assert 'value="MSA de Retz"' in page.text
    assert 'value="123456789"' in page.text


def test_siren_borne_by_another_is_refused(officer: Client, cooperation: Cooperation) -> None:
    Organisation.objects.create(
        workspace=cooperation.workspace, name="Commune de Pornic", siren="214401317"
    )

    page = officer.post(
        add_url(cooperation), {"name": "Pornic", "kind": "commune", "siren": "214 401 317"}
    )

    assert "Une structure porte déjà ce SIREN" in page.text
    assert Organisation.objects.count() == 1


def test_same_name_asks_before_adding_another(officer: Client, cooperation: Cooperation) -> None:
    make_organisation(workspace=cooperation.workspace, name="Les Étoiles", kind="association")
    typed = {"name": "les etoiles", "kind": "association"}

    page = officer.post(add_url(cooperation), typed)
    officer.post(add_url(cooperation), {**typed, "other": "on"})

    assert "Une structure porte déjà ce nom" in page.text
    assert list(Organisation.objects.order_by("pk").values_list("name", flat=True)) == [
        "Les Étoiles",
        "les etoiles",
    ]


def test_register_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_member(cooperation=cooperation)
    with django_assert_num_queries(14):
        officer.get(register_url(cooperation))
    for name in ("Commune de Machecoul", "Commune de Bouin"):
        make_member(
            cooperation=cooperation,
            organisation=make_organisation(workspace=cooperation.workspace, name=name),
        )
    with django_assert_num_queries(14):
        officer.get(register_url(cooperation))


def test_register_speaks_the_words_of_the_profile(
    officer: Client, cooperation: Cooperation
) -> None:
    cooperation.profile = "ctg"
    cooperation.save()
    make_organisation(workspace=cooperation.workspace)

    page = officer.get(reverse("directory:organisations", args=[cooperation.slug]))

    assert "<h1>Partenaires</h1>" in page.text
    assert reading(page.text) == "Un partenaire est connu, aucun n’est encore membre."


def test_partner_is_offered_members_only_as_receivers(cooperation: Cooperation) -> None:
    make_organisation(workspace=cooperation.workspace, name="Commune de Machecoul")
    own = make_member(cooperation=cooperation).organisation
    partner = make_access(cooperation=cooperation, role="partner")
    make_spokesperson(access=partner, organisation=own)
    url = reverse("directory:organisation_competence_add", args=[cooperation.slug, own.pk])

    page = signed_in(partner).get(url)

    assert page.status_code == 200
    assert "Machecoul" not in page.text


def test_partner_does_not_read_who_acted_before(sign_in: SignIn, cooperation: Cooperation) -> None:
    own = make_member(cooperation=cooperation).organisation
    gone = make_person(workspace=cooperation.workspace, family_name="Thébault")
    make_mandate(person=gone, organisation=own, until=date(2025, 1, 1))
    url = reverse("directory:organisation", args=[cooperation.slug, own.pk])

    assert "Thébault" in sign_in("officer").get(url).text
    assert "Thébault" not in sign_in("partner").get(url).text


def test_register_begins_with_the_members_and_offers_the_whole_workspace(
    officer: Client, sign_in: SignIn, cooperation: Cooperation
) -> None:
    make_organisation(workspace=cooperation.workspace, name="Commune de Bouin")
    blank = officer.get(register_url(cooperation))
    pornic = make_organisation(workspace=cooperation.workspace)
    make_member(cooperation=cooperation, organisation=pornic)

    pages = [officer.get(register_url(cooperation, query)) for query in ("", "?filtres=1")]
    partner = sign_in("partner").get(register_url(cooperation))

    pair = ("Commune de Bouin", "Commune de Pornic")
    assert names_in(blank.text, *pair) == ["Commune de Bouin"]
    assert [names_in(page.text, *pair) for page in pages] == [["Commune de Pornic"], list(pair)]
    assert '<option value="">Tout l’espace</option>' in pages[0].text
    assert "Tout l’espace" not in partner.text

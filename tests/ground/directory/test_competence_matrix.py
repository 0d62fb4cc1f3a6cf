"""Who holds which competence: what the matrix reads, who may fill it, and how it is dated."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.domains import domain_key
from maillage.ground.directory.models import Competence, Organisation
from maillage.ground.directory.queries.competence_matrix import last_word
from maillage.ground.directory.services.competence_matrix import (
    Holding,
    HoldingChangedError,
    record_holding,
)
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import (
    make_competence,
    make_member,
    make_organisation,
    make_spokesperson,
)
from tests.ground.directory.reading import names_in, plain, reading

DAY = date(2018, 1, 1)


def matrix_url(cooperation: Cooperation, query: str = "") -> str:
    return reverse("directory:competence_matrix", args=[cooperation.slug]) + query


def cell_url(cooperation: Cooperation, organisation: Organisation, domain: str = "") -> str:
    url = reverse("directory:competence_matrix_edit", args=[cooperation.slug, organisation.pk])
    return f"{url}?competence={domain}" if domain else url


def add_url(cooperation: Cooperation) -> str:
    return reverse("directory:competence_matrix_add", args=[cooperation.slug])


@pytest.fixture
def pornic(cooperation: Cooperation) -> Organisation:
    return member_named(cooperation, "Commune de Pornic")


@pytest.fixture
def retz(cooperation: Cooperation) -> Organisation:
    return member_named(cooperation, "Pays de Retz")


def member_named(cooperation: Cooperation, name: str) -> Organisation:
    organisation = make_organisation(workspace=cooperation.workspace, name=name)
    make_member(cooperation=cooperation, organisation=organisation)
    return organisation


def transferred(organisation: Organisation, domain: str, to: Organisation) -> Competence:
    return Competence.objects.create(
        organisation=organisation, domain=domain, state="transferred", holder=to, since=DAY
    )


def cell(text: str, organisation: Organisation, domain: str) -> str:
    """What a cell shows."""
    place = f'id="c-{organisation.pk}~{domain_key(domain)}"'
    inner = text.partition(place)[2].partition("</td>")[0]
    return plain(" ".join(part.partition(">")[2] for part in inner.split("<")))


def rows_of(organisation: Organisation) -> list[tuple[str, str, date | None, date | None]]:
    rows = organisation.competences.order_by("pk")
    return [(row.domain, row.state, row.since, row.until) for row in rows]


def test_cells_say_held_transferred_or_nothing(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    make_competence(organisation=retz, domain="Mobilités")
    transferred(pornic, "Mobilités", retz)
    make_competence(organisation=pornic, domain="Cantines")

    text = officer.get(matrix_url(cooperation)).text

    assert cell(text, retz, "Mobilités") == "détenue"
    assert cell(text, pornic, "Mobilités") == "transférée à Pays de Retz"
    assert cell(text, retz, "Cantines") == "vide"


def test_rows_columns_and_sentence_are_read(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    make_competence(organisation=retz, domain="Mobilités")
    transferred(pornic, "Mobilités", retz)
    make_competence(organisation=pornic, domain="Cantines")
    member_named(cooperation, "Caf de Retz")

    text = officer.get(matrix_url(cooperation)).text

    assert reading(text) == (
        "On sait ce que détiennent deux structures sur trois : deux compétences, un transfert. "
        "<b>Une reste silencieuse.</b>"
    )
    assert "Détient une compétence</b><small>en a transféré une</small>" in text
    assert "Silencieuse</b><small>rien n’est connu d’elle</small>" in text
    assert "1 la détient, 1 l’a transférée</td>" in text
    assert (
        "<dt>Mobilités</dt><dd>Détenue par une structure : Pays de Retz ; transférée par une : "
        "Commune de Pornic (à Pays de Retz) ; silencieuse : Caf de Retz.</dd>"
    ) in plain(text)


def test_two_spellings_share_a_column(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    make_competence(organisation=retz, domain="Mobilités")
    make_competence(organisation=pornic, domain="mobilites")

    text = officer.get(matrix_url(cooperation)).text

    assert cell(text, pornic, "Mobilités") == cell(text, retz, "Mobilités") == "détenue"
    assert "2 la détiennent</td>" in text


def test_only_members_and_what_is_true_today(
    officer: Client, cooperation: Cooperation, pornic: Organisation
) -> None:
    outside = make_organisation(workspace=cooperation.workspace, name="Commune de Saumur")
    make_competence(organisation=outside, domain="Eau")
    Competence.objects.create(organisation=pornic, domain="Voirie", since=DAY, until=DAY)
    Competence.objects.create(organisation=pornic, domain="Forêt", since=date(2999, 1, 1))

    text = officer.get(matrix_url(cooperation)).text

    assert [word for word in ("Saumur", "Eau", "Voirie", "Forêt") if word in text] == []
    assert "Aucune compétence pour l’instant" in text
    assert add_url(cooperation) in text


def test_one_kind_of_structures_is_read_alone(
    officer: Client, cooperation: Cooperation, pornic: Organisation
) -> None:
    caf = make_organisation(workspace=cooperation.workspace, name="Caf de Retz", kind="social")
    make_member(cooperation=cooperation, organisation=caf)
    make_competence(organisation=pornic, domain="Cantines")
    make_competence(organisation=caf, domain="Enfance")

    texts = [
        officer.get(matrix_url(cooperation, f"?nature={kind}")).text
        for kind in ("commune", "social", "region")
    ]

    assert [names_in(text, "Commune de Pornic", "Caf de Retz") for text in texts] == [
        ["Commune de Pornic"],
        ["Caf de Retz"],
        ["Commune de Pornic", "Caf de Retz"],
    ]
    assert ["Enfance" in text for text in texts] == [False, True, True]
    assert reading(texts[0]) == "On sait ce que détient la seule structure : une compétence."


def test_received_without_a_word_is_to_check(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    transferred(pornic, "Mobilités", retz)

    before = officer.get(matrix_url(cooperation)).text
    make_competence(organisation=retz, domain="Mobilités")
    after = officer.get(matrix_url(cooperation)).text

    said = "Mobilités » a été transférée à Pays de Retz, dont la fiche n’en dit rien."
    assert (said in plain(before), said in plain(after)) == (True, False)


def test_change_ends_the_former_row_and_opens_another(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    held = Competence.objects.create(organisation=pornic, domain="Mobilités", since=DAY)

    answer = officer.post(
        cell_url(cooperation, pornic, "Mobilités"),
        {"state": "transferred", "holder": retz.pk, "since": "01/07/2021", "read": held.pk},
    )

    assert rows_of(pornic) == [
        ("Mobilités", "held", DAY, date(2021, 7, 1)),
        ("Mobilités", "transferred", date(2021, 7, 1), None),
    ]
    place = f"{pornic.pk}~mobilites"
    assert answer.headers["Location"] == matrix_url(cooperation, f"?case={place}#c-{place}")
    assert "détenue, du 1er janvier 2018 au 1er juillet 2021" in plain(
        officer.get(matrix_url(cooperation, f"?case={place}")).text
    )


def test_nothing_more_ends_the_row(
    officer: Client, cooperation: Cooperation, pornic: Organisation
) -> None:
    held = Competence.objects.create(organisation=pornic, domain="Mobilités", since=DAY)

    officer.post(
        cell_url(cooperation, pornic, "Mobilités"),
        {"state": "", "since": "01/07/2021", "read": held.pk},
    )

    assert rows_of(pornic) == [("Mobilités", "held", DAY, date(2021, 7, 1))]


def test_unknown_beginning_is_completed(
    officer: Client, cooperation: Cooperation, pornic: Organisation
) -> None:
    held = make_competence(organisation=pornic, domain="Mobilités")

    officer.post(
        cell_url(cooperation, pornic, "Mobilités"),
        {"state": "held", "since": "01/01/2018", "read": held.pk},
    )

    assert rows_of(pornic) == [("Mobilités", "held", DAY, None)]


def test_competence_is_added_under_its_usual_spelling(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    make_competence(organisation=retz, domain="Mobilités")

    officer.post(
        add_url(cooperation), {"organisation": pornic.pk, "domain": " mobilites ", "state": "held"}
    )

    assert rows_of(pornic) == [("Mobilités", "held", None, None)]


def test_export_says_to_whom(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    transferred(pornic, "=eau", retz)

    answer = officer.get(matrix_url(cooperation, "?export=csv"))

    assert answer.content.decode("utf-8-sig").splitlines() == [
        "Structure;Ce qu’elle en dit;'=eau",
        "Commune de Pornic;A transféré une compétence;transférée à Pays de Retz",
        "Pays de Retz;Silencieuse;",
    ]


@pytest.mark.parametrize("role", [Role.ELECTED, Role.OBSERVER])
def test_reader_reads_without_filling(
    sign_in: SignIn, cooperation: Cooperation, pornic: Organisation, role: str
) -> None:
    make_competence(organisation=pornic, domain="Mobilités")
    client = sign_in(role)

    text = client.get(matrix_url(cooperation, f"?case={pornic.pk}~mobilites")).text

    assert cell(text, pornic, "Mobilités") == "détenue"
    assert (cell_url(cooperation, pornic) in text, add_url(cooperation) in text) == (False, False)
    assert client.post(cell_url(cooperation, pornic, "Mobilités")).status_code == 403


def test_partner_fills_the_structures_they_speak_for(
    cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    access = make_access(cooperation=cooperation, role="partner")
    make_spokesperson(access=access, organisation=pornic)
    make_competence(organisation=retz, domain="Eau")
    partner = signed_in(access)

    allowed = partner.post(cell_url(cooperation, pornic, "Eau"), {"state": "held", "read": 0})
    refused = partner.post(cell_url(cooperation, retz, "Eau"), {"state": "held", "read": 0})
    beside = partner.post(
        add_url(cooperation), {"organisation": retz.pk, "domain": "Voirie", "state": "held"}
    )

    assert (allowed.status_code, refused.status_code, beside.status_code) == (302, 403, 422)
    assert rows_of(pornic) == [("Eau", "held", None, None)]
    assert rows_of(retz) == [("Eau", "held", None, None)]


def test_who_speaks_for_nobody_is_offered_nothing(
    sign_in: SignIn, cooperation: Cooperation, pornic: Organisation
) -> None:
    make_competence(organisation=pornic, domain="Eau")

    texts = [
        sign_in(role).get(matrix_url(cooperation, f"?case={pornic.pk}~eau")).text
        for role in (Role.TEAM, Role.PARTNER, Role.OFFICER)
    ]

    assert [add_url(cooperation) in text for text in texts] == [False, False, True]
    assert [cell_url(cooperation, pornic) in text for text in texts] == [False, False, True]


def test_partner_is_not_offered_structures_that_they_do_not_see(
    cooperation: Cooperation, pornic: Organisation
) -> None:
    access = make_access(cooperation=cooperation, role="partner")
    make_spokesperson(access=access, organisation=pornic)
    make_organisation(workspace=cooperation.workspace, name="Commune de Saumur")

    text = signed_in(access).get(cell_url(cooperation, pornic, "Eau")).text

    assert "Saumur" not in text


def test_stranger_finds_nothing(
    stranger: Client, cooperation: Cooperation, pornic: Organisation
) -> None:
    urls = [matrix_url(cooperation), add_url(cooperation), cell_url(cooperation, pornic)]

    assert [stranger.get(url).status_code for url in urls] == [404, 404, 404]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"state": "transferred", "since": ""}, "Donnez le jour du changement"),
        ({"state": "transferred", "since": "31/12/2017"}, "Ce jour vient avant le 1er janvier"),
        ({"state": "held", "since": "01/02/2018"}, "C’est déjà noté : détenue, depuis le 1er"),
        ({"state": "transferred", "since": "demain"}, "Saisissez une date valide"),
        ({"state": "lost", "since": ""}, "lost n’en fait pas partie"),
    ],
)
def test_what_does_not_fit_is_told_and_kept(
    officer: Client,
    cooperation: Cooperation,
    pornic: Organisation,
    sent: dict[str, str],
    said: str,
) -> None:
    held = Competence.objects.create(organisation=pornic, domain="Mobilités", since=DAY)

    answer = officer.post(
        cell_url(cooperation, pornic, "Mobilités"), {**sent, "read": str(held.pk)}
    )

    assert answer.status_code == 422
    assert said in plain(answer.text)
    assert rows_of(pornic) == [("Mobilités", "held", DAY, None)]


def test_held_and_transferred_at_once_is_refused(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    answer = officer.post(
        add_url(cooperation),
        {"organisation": pornic.pk, "domain": "Eau", "state": "held", "holder": retz.pk},
    )

    assert "Une compétence transférée n’est plus détenue." in answer.text
    assert rows_of(pornic) == []


def test_address_that_names_no_competence_asks_for_it(
    officer: Client, cooperation: Cooperation, pornic: Organisation
) -> None:
    pages = [
        officer.get(cell_url(cooperation, pornic, domain)).text for domain in ("", "x" * 121, "%00")
    ]

    assert ['name="domain"' in page for page in pages] == [True, True, True]


def test_second_writer_sees_what_the_first_wrote(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    held = Competence.objects.create(organisation=pornic, domain="Eau", since=DAY)
    url, since = cell_url(cooperation, pornic, "Eau"), "01/07/2021"
    first = {"state": "transferred", "holder": retz.pk, "since": since, "read": held.pk}
    officer.post(url, first)

    answer = officer.post(url, {"state": "", "since": "01/01/2024", "read": held.pk})

    written = Competence.objects.get(until__isnull=True)
    assert answer.status_code == 422
    assert "quelqu’un a noté : transférée à Pays de Retz, depuis le 1er juillet 2021." in plain(
        answer.text
    )
    assert (f'value="{written.pk}"' in answer.text, 'value="01/01/2024"' in answer.text) == (
        True,
        True,
    )
    assert written.state == "transferred"


def test_stale_number_is_refused_by_the_service(access: Access, pornic: Organisation) -> None:
    written = make_competence(organisation=pornic, domain="Eau")

    with pytest.raises(HoldingChangedError) as raised:
        record_holding(
            author=access.user, organisation=pornic, holding=Holding("eau", "held"), read=0
        )

    assert raised.value.current == written == last_word(pornic, "EAU")


def test_change_to_come_is_not_true_yet(
    officer: Client, cooperation: Cooperation, pornic: Organisation, retz: Organisation
) -> None:
    held = Competence.objects.create(organisation=pornic, domain="Eau", since=DAY)
    year = timezone.localdate().year + 1

    officer.post(
        cell_url(cooperation, pornic, "Eau"),
        {"state": "transferred", "holder": retz.pk, "since": f"01/01/{year}", "read": held.pk},
    )
    text = officer.get(matrix_url(cooperation, f"?case={pornic.pk}~eau")).text

    assert cell(text, pornic, "Eau") == "détenue depuis 2018"
    assert f"transférée à Pays de Retz, depuis le 1er janvier {year}" in plain(text)


@pytest.mark.parametrize("count", [1, 3])
def test_matrix_takes_eight_queries(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for number in range(count):
        make_competence(
            organisation=member_named(cooperation, f"Commune {number}"), domain=f"Domaine {number}"
        )

    with django_assert_num_queries(8):
        officer.get(matrix_url(cooperation))

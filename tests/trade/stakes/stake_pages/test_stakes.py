"""What is at stake: named, renamed, split, closed, and never lost."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.models import Subject
from maillage.trade.stakes.models import LabelChoice, Stake
from tests.conftest import SignIn
from tests.ground.actors.makers import make_member_actor, make_position
from tests.ground.directory.reading import names_in, reading
from tests.links_to import pages_of
from tests.trade.stakes.makers import make_label_choice, make_stake

TODAY = timezone.localdate()
url = pages_of("stakes", "stakes")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_stake_is_named_with_its_subject(officer: Client, cooperation: Cooperation) -> None:
    answer = officer.post(
        url(cooperation, "stake_add"), {"label": "  Accueil   du mercredi ", "description": ""}
    )

    stake = Stake.objects.get()
    assert answer.headers["Location"] == url(cooperation, "stake", stake.pk)
    assert (stake.label, stake.subject.label, stake.subject.kind, stake.since) == (
        "Accueil du mercredi",
        "Accueil du mercredi",
        "stake",
        TODAY,
    )


def test_an_empty_register_says_what_to_do(officer: Client, cooperation: Cooperation) -> None:
    page = officer.get(url(cooperation))

    assert "Nommez deux ou trois questions dont on parle déjà" in page.text


def test_two_open_stakes_never_bear_one_name(officer: Client, cooperation: Cooperation) -> None:
    make_stake(cooperation=cooperation, label="Accueil du mercredi")

    page = officer.post(url(cooperation, "stake_add"), {"label": "accueil du MERCREDI"})

    assert (page.status_code, Stake.objects.count()) == (422, 1)
    assert "Un enjeu ouvert porte déjà ce nom" in page.text


def test_a_renamed_stake_keeps_its_positions(officer: Client, cooperation: Cooperation) -> None:
    stake = make_stake(cooperation=cooperation)
    make_position(actor=make_member_actor(cooperation=cooperation), subject=stake.subject, value=3)

    officer.post(url(cooperation, "stake_edit", stake.pk), {"label": "Clé de 2027", "version": 1})

    assert Subject.objects.get(pk=stake.subject_id).label == "Clé de 2027"
    sheet = officer.get(url(cooperation, "stake", stake.pk)).text
    assert "+3, sert ses missions" in plain(sheet)
    assert "Partage du coût de l’ingénierie" in sheet


def test_the_strongest_come_first_with_their_bar_and_the_silent_are_asked(
    officer: Client, cooperation: Cooperation
) -> None:
    stake = make_stake(cooperation=cooperation)
    silent = make_member_actor(cooperation=cooperation, name="Bouin")
    for name, value in (("Rouans", 1), ("Vue", 3)):
        actor = make_member_actor(cooperation=cooperation, name=name)
        make_position(actor=actor, subject=stake.subject, value=value)

    page = officer.get(url(cooperation, "stake", stake.pk)).text

    camps = page[page.index('id="m-camp-1"') :]
    assert camps.index("Vue</a>") < camps.index("Rouans</a>")
    assert camps.count('<rect class="f"') == 4
    assert camps.count("Demander par lien") == 1
    head = plain(page[: page.index('id="m-camp-1"')])
    assert ("Une position à demander" in head, "Demander à Bouin" in head) == (True, True)
    assert url(cooperation, "position_ask", silent.pk) in camps


def test_a_split_stake_says_what_follows(officer: Client, cooperation: Cooperation) -> None:
    stake = make_stake(cooperation=cooperation)

    officer.post(
        url(cooperation, "stake_follow", stake.pk),
        {
            "labels": "Coût du poste\nCoût des études\nCoût du poste",
            "on": TODAY.strftime("%d/%m/%Y"),
            "why": "Deux questions en une.",
            "version": 1,
        },
    )

    stake.refresh_from_db()
    assert (stake.until, stake.why_closed) == (TODAY, "Deux questions en une.")
    assert sorted(stake.followed_by.values_list("label", flat=True)) == [
        "Coût des études",
        "Coût du poste",
    ]
    sheet = officer.get(url(cooperation, "stake", stake.pk)).text
    assert "suivi de" in sheet
    assert "Cet enjeu est clos depuis le" in plain(sheet)


def test_a_closed_stake_leaves_the_matrix(officer: Client, cooperation: Cooperation) -> None:
    stake = make_stake(cooperation=cooperation)
    make_stake(cooperation=cooperation, label="Guichet logement")
    make_member_actor(cooperation=cooperation)

    officer.post(
        url(cooperation, "stake_close", stake.pk),
        {"on": "02/02/2026", "why": "Tranché.", "version": 1},
    )

    stake.refresh_from_db()
    assert stake.until == date(2026, 2, 2)
    matrix = officer.get(url(cooperation, "positions")).text
    assert ("Guichet logement" in matrix, str(stake) in matrix) == (True, False)


@pytest.mark.parametrize(
    ("page", "typed", "sentence"),
    [
        ("stake_close", {"on": "01/01/2099", "why": "x"}, "Cette date est à venir"),
        ("stake_close", {"on": "01/01/2025", "why": "x"}, "ouvert après ce jour"),
        ("stake_close", {"on": "02/02/2026", "why": ""}, "Écrivez une réponse"),
        ("stake_follow", {"labels": "\n", "on": "02/02/2026", "why": "x"}, "Écrivez une réponse"),
        ("stake_follow", {"labels": "a\nb\nc\nd\ne\nf\ng"}, "Six enjeux au plus"),
        ("stake_label", {"label": "deal", "reason": "", "on": "02/02/2026"}, "Écrivez une réponse"),
        ("stake_label", {"label": "deal", "reason": "x", "on": "01/01/2099"}, "est à venir"),
    ],
)
def test_bad_input_is_refused(
    officer: Client, cooperation: Cooperation, page: str, typed: dict[str, str], sentence: str
) -> None:
    stake = make_stake(cooperation=cooperation)

    answer = officer.post(url(cooperation, page, stake.pk), typed | {"version": "1"})

    stake.refresh_from_db()
    assert (answer.status_code, stake.until, LabelChoice.objects.count()) == (422, None, 0)
    assert sentence in plain(answer.text)


def test_an_officer_reads_a_stake_otherwise(officer: Client, cooperation: Cooperation) -> None:
    stake = make_stake(cooperation=cooperation)
    make_label_choice(stake=stake, label="clash", on=date(2026, 3, 1), reason="Lettre du maire.")

    officer.post(
        url(cooperation, "stake_label", stake.pk),
        {
            "label": "deal",
            "reason": "Accord trouvé sur la clé.",
            "on": TODAY.strftime("%d/%m/%Y"),
            "visibility": "officers",
        },
    )

    sheet = officer.get(url(cooperation, "stake", stake.pk)).text
    assert reading(sheet) == "Compromis possible. Accord trouvé sur la clé."
    assert "Lettre du maire." in sheet


def test_an_officer_gives_the_word_back(officer: Client, cooperation: Cooperation) -> None:
    stake = make_stake(cooperation=cooperation)
    make_label_choice(stake=stake, label="clash", on=date(2026, 3, 1))
    for name in ("Machecoul", "Pornic"):
        actor = make_member_actor(cooperation=cooperation, name=name)
        make_position(actor=actor, subject=stake.subject, value=2)

    officer.post(
        url(cooperation, "stake_label", stake.pk),
        {
            "label": "positions",
            "reason": "Le différend est tombé.",
            "on": TODAY.strftime("%d/%m/%Y"),
            "visibility": "officers",
        },
    )

    assert plain(reading(officer.get(url(cooperation, "stake", stake.pk)).text)) == (
        "Terrain d’entente. Toutes les structures qui prennent parti sont pour : Machecoul et "
        "Pornic."
    )


def test_a_reading_for_officers_is_theirs(sign_in: SignIn, cooperation: Cooperation) -> None:
    stake = make_stake(cooperation=cooperation)
    make_label_choice(stake=stake, reason="Lettre confidentielle.")

    page = sign_in("partner").get(url(cooperation, "stake", stake.pk))

    assert (page.status_code, "Lettre confidentielle." in page.text) == (200, False)


@pytest.mark.parametrize("role", ["team", "elected", "partner"])
def test_others_read_and_do_not_keep(sign_in: SignIn, cooperation: Cooperation, role: str) -> None:
    stake = make_stake(cooperation=cooperation)
    client = sign_in(role)

    assert client.get(url(cooperation)).status_code == 200
    for page in ("stake_edit", "stake_close", "stake_follow", "stake_label"):
        assert client.get(url(cooperation, page, stake.pk)).status_code == 403
    assert client.post(url(cooperation, "stake_add"), {"label": "x"}).status_code == 403


def test_observers_and_strangers_stay_outside(
    sign_in: SignIn, stranger: Client, cooperation: Cooperation
) -> None:
    stake = make_stake(cooperation=cooperation)

    assert sign_in("observer").get(url(cooperation)).status_code == 403
    assert stranger.get(url(cooperation, "stake", stake.pk)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_register_costs_the_same(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    for place in range(rows):
        stake = make_stake(cooperation=cooperation, label=f"Enjeu {place}")
        make_label_choice(stake=stake)

    with django_assert_num_queries(10):
        page = officer.get(url(cooperation))

    assert len(names_in(page.text, "Enjeu 0", "Enjeu 1", "Enjeu 2")) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_sheet_costs_the_same(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
    rows: int,
) -> None:
    stake = make_stake(cooperation=cooperation)
    for place in range(rows):
        make_label_choice(stake=stake)
        actor = make_member_actor(cooperation=cooperation, name=f"Commune {place}")
        make_position(actor=actor, subject=stake.subject)

    with django_assert_num_queries(12):
        page = officer.get(url(cooperation, "stake", stake.pk))

    assert page.text.count("+2, sert ses projets") == rows

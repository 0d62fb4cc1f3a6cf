"""Posts: who holds them, what is vacant, what must be declared, and what is refused."""

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.agenda import waiting
from maillage.core.probes import Level
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.rights.services import erase_person_rows
from maillage.trade.context.models import Duty
from maillage.trade.plan.engineering.rules import fte_fault, vacant_on, vacant_since
from maillage.trade.plan.engineering.services import declare_vacancies
from maillage.trade.plan.engineering.states import EngineeringFacts, engineering_state
from maillage.trade.plan.models import EngineeringNeed, Post, PostHolding
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_mandate, make_person
from tests.ground.directory.reading import plain, reading
from tests.links_to import pages_of
from tests.trade.plan.makers import (
    make_engineering_need,
    make_post,
    make_post_holding,
    make_post_time,
)

TODAY = timezone.localdate()
url = pages_of("plan", "engineering")


@pytest.fixture
def post(cooperation: Cooperation) -> Post:
    """A half-time post of a commune, paid by the Caf."""
    caf = member_with_name(cooperation, "Caf")
    brolles = member_with_name(cooperation, "Brolles")
    return make_post(
        cooperation=cooperation, employer=brolles, funders=(caf,), title="Accès aux droits"
    )


@pytest.fixture
def holding(post: Post) -> PostHolding:
    """Théo Marsac holds it."""
    workspace = post.cooperation.workspace
    person = make_person(workspace=workspace, family_name="Marsac", given_name="Théo")
    return make_post_holding(post=post, person=person)


def test_page_says_who_holds_what_and_what_is_vacant(
    officer: Client, cooperation: Cooperation, holding: PostHolding
) -> None:
    filled = plain(reading(officer.get(url(cooperation)).text))
    PostHolding.objects.update(until=date(2026, 8, 31))
    page = plain(officer.get(url(cooperation)).text)

    assert filled == "Une personne tient 0,5 sur 0,5 ETP. Aucun poste n’est vacant."
    assert "Un poste, 0,5 ETP : personne ne le tient encore." in page
    assert "depuis le 1er septembre 2026" in page


def test_posts_without_anybody_are_vacant_and_employers_in_the_order_of_their_numbers(
    officer: Client, cooperation: Cooperation, holding: PostHolding
) -> None:
    for number in (10, 9):
        employer = member_with_name(cooperation, f"Retz {number}")
        post = make_post(cooperation=cooperation, employer=employer, title=f"Jeunesse {number}")

    whole = plain(officer.get(url(cooperation)).text)
    make_post_holding(post=post, fte="0.20")
    part = plain(reading(officer.get(url(cooperation)).text))

    assert "Deux postes sont vacants : « Jeunesse 9 » et « Jeunesse 10 »." in whole
    rows = whole.partition("<tbody")[2]
    assert rows.index("Retz 9") < rows.index("Retz 10")
    assert ">vacant, 1</text>" in whole
    assert part.endswith("Deux postes ont du temps vacant : « Jeunesse 9 » et « Jeunesse 10 ».")


def test_vacancy_is_what_nobody_holds(post: Post) -> None:
    holding = make_post_holding(post=post, fte="0.20", until=date(2026, 8, 31))

    day = date(2026, 8, 31)
    assert vacant_on(post, [holding], day) == Decimal("0.30")
    assert vacant_since(post, [holding], day + timedelta(days=1)) == day + timedelta(days=1)
    assert vacant_on(Post(fte=post.fte, until=date(2026, 1, 1)), [], day) == 0


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("0.5", ""),
        ("50", "50 ? Écrivez 0,5 : un mi-temps fait 0,5."),
        ("1.2", "Écrivez un temps entre 0,05 et 1, par exemple 0,5 pour un mi-temps."),
        ("0", "Écrivez un temps entre 0,05 et 1, par exemple 0,5 pour un mi-temps."),
        ("0.52", "Écrivez un temps par pas de 0,05 : 0,4 ou 0,45."),
    ],
)
def test_time_of_a_post(typed: str, why: str) -> None:
    assert plain(fte_fault(Decimal(typed))) == why


def test_a_post_is_written(officer: Client, cooperation: Cooperation) -> None:
    town = member_with_name(cooperation, "Brolles")
    data = {"title": "Jeunesse", "employer": town.pk, "fte": "0,5", "funders": [town.pk]}

    refused = officer.post(url(cooperation, "post_add"), data | {"fte": "50"})
    officer.post(url(cooperation, "post_add"), data)

    assert "50 ? Écrivez 0,5" in plain(refused.text)
    assert list(Post.objects.values_list("title", "employer", "fte", "funders")) == [
        ("Jeunesse", town.pk, Decimal("0.50"), town.pk)
    ]


def test_arrival_and_departure_are_to_be_declared(
    officer: Client, cooperation: Cooperation, post: Post
) -> None:
    person = make_person(workspace=cooperation.workspace)
    data = {"person": person.pk, "since": "01/09/2026", "fte": "0,5"}
    officer.post(url(cooperation, "holding_add", post.pk), data)
    arrived = list(Duty.objects.values_list("label", "due_on", "origin", "funder__name"))
    holding = PostHolding.objects.get()

    officer.post(url(cooperation, "holding_end", holding.pk), {"on": "30/09/2026", "version": 1})

    origin = f"post:{post.pk}"
    assert arrived == [("Déclarer l’arrivée : Accès aux droits", date(2026, 10, 1), origin, "Caf")]
    assert list(Duty.objects.values_list("label", "due_on", "pieces__organisation")) == [
        ("Déclarer la vacance : Accès aux droits", date(2026, 10, 30), post.employer_id)
    ]
    page = plain(officer.get(url(cooperation, "post", post.pk)).text)
    assert "du 1er septembre 2026 au 30 septembre 2026" in page
    assert "Déclarer la vacance" in page


def test_page_of_a_post_calls_for_the_declaration_that_is_due(
    officer: Client, cooperation: Cooperation, holding: PostHolding, post: Post
) -> None:
    page, add = url(cooperation, "post", post.pk), url(cooperation, "post_add")
    main = 'class="m-button m-button-main" href="{}"'
    calm = officer.get(page).text
    officer.post(
        url(cooperation, "holding_end", holding.pk),
        {"on": f"{TODAY - timedelta(days=60):%d/%m/%Y}", "version": holding.version},
    )
    duty = reverse("context:duty", args=[cooperation.slug, Duty.objects.get().pk])
    late = officer.get(page).text

    assert [main.format(one) in calm for one in (add, duty)] == [True, False]
    assert [main.format(one) in late for one in (add, duty)] == [False, True]
    assert "Envoyer « Déclarer la vacance : Accès aux droits »" in plain(late)


@pytest.mark.usefixtures("access")
def test_vacancy_written_ahead_is_declared_once_a_month_later(holding: PostHolding) -> None:
    PostHolding.objects.update(until=TODAY - timedelta(days=30))
    counts = [declare_vacancies(day) for day in (TODAY - timedelta(days=1), TODAY, TODAY)]

    PostHolding.objects.update(until=TODAY - timedelta(days=60))
    assert (*counts, declare_vacancies(TODAY)) == (0, 1, 0, 0)
    columns = "label", "origin", "due_on", "funder__name"
    assert list(Duty.objects.values_list(*columns)) == [
        ("Déclarer la vacance : Accès aux droits", holding.post.sheet_key, TODAY, "Caf")
    ]


def test_officers_read_who_holds_more_than_a_full_time(
    sign_in: SignIn, cooperation: Cooperation, holding: PostHolding
) -> None:
    other = make_post(cooperation=cooperation, employer=holding.post.employer, fte="1.00")
    make_post_holding(post=other, person=holding.person, fte="0.50")
    full = plain(sign_in("officer").get(url(cooperation)).text)
    PostHolding.objects.filter(post=other).update(fte="0.55")

    pages = [plain(sign_in(role).get(url(cooperation)).text) for role in ("officer", "team")]

    words = "Plus d’un temps plein sur plusieurs postes : Théo Marsac (1,05 ETP)."
    assert "Plus d’un temps plein" not in full
    assert [words in page for page in pages] == [True, False]


def test_post_holds_no_more_than_its_time(
    officer: Client, cooperation: Cooperation, holding: PostHolding
) -> None:
    person = make_person(workspace=cooperation.workspace)
    page = url(cooperation, "holding_add", holding.post_id)
    data = {"person": person.pk, "since": f"{TODAY:%d/%m/%Y}", "fte": "0,3"}

    full = officer.post(page, data)
    twice = officer.post(page, data | {"person": holding.person_id})
    late = officer.post(url(cooperation, "holding_end", holding.pk), {"on": "01/01/2020"})
    smaller = officer.post(
        url(cooperation, "post_edit", holding.post_id),
        {"title": "X", "employer": holding.post.employer_id, "fte": "0,3", "version": 1},
    )

    assert (
        "Ce poste fait 0,50 ETP, dont 0,50 déjà tenus : écrivez d’abord le départ de "
        "Théo Marsac, ou portez-le à 0,80."
    ) in plain(full.text)
    assert "Cette personne tient déjà ce poste ce jour-là." in plain(twice.text)
    assert "La fin précède le début : corrigez cette date." in plain(late.text)
    assert "0,50 ETP sont tenus dans ce poste : écrivez d’abord un départ." in plain(smaller.text)


def test_missions_hold_in_the_post_and_are_compared_with_the_need(
    officer: Client, cooperation: Cooperation, holding: PostHolding
) -> None:
    page = url(cooperation, "post_times", holding.post_id)
    over = officer.post(page, {"lead": "0,4", "fund": "0,3", "version": 1})
    officer.post(page, {"lead": "0,4", "version": 1})
    year = TODAY.year + 1 if TODAY.month >= 10 else TODAY.year
    need = {"mission": "lead", "year": year, "fte": "0,7", "source": "convention"}
    officer.post(url(cooperation, "need_add"), need)
    again = officer.post(url(cooperation, "need_add"), need)

    shown = plain(officer.get(url(cooperation)).text)

    assert "Ces missions font 0,70 ETP ; le poste en fait 0,50." in plain(over.text)
    assert "Ce besoin est déjà noté : corrigez-le dans le tableau." in plain(again.text)
    assert EngineeringNeed.objects.get().fte == Decimal("0.70")
    assert "manque 0,30" in shown


def test_post_that_ends_leaves_nobody_in_it(
    officer: Client, cooperation: Cooperation, holding: PostHolding
) -> None:
    page = url(cooperation, "post_end", holding.post_id)
    officer.post(page, {"on": f"{TODAY:%d/%m/%Y}", "version": 1})

    holding.refresh_from_db()
    assert (holding.until, holding.post.until) == (TODAY, TODAY)


def test_who_left_the_employer_is_asked_about(access: Access, holding: PostHolding) -> None:
    before = [one.label for one in waiting.ask(access, TODAY)]
    make_mandate(person=holding.person, organisation=holding.post.employer, until=date(2026, 10, 1))

    after = [one for one in waiting.ask(access, TODAY) if "Théo Marsac" in one.label]

    assert "Écrire le départ de Théo Marsac ?" not in before
    assert [(plain(one.label), plain(one.reason)) for one in after] == [
        (
            "Écrire le départ de Théo Marsac ?",
            "Plus de mandat à Brolles depuis le 1er octobre 2026, mais toujours « Accès aux "
            "droits ».",
        )
    ]


def test_yearly_return_names_who_held_the_posts_of_a_funder(
    officer: Client, cooperation: Cooperation, holding: PostHolding
) -> None:
    make_post(cooperation=cooperation, title="Payé par personne")
    funder = holding.post.funders.get()

    file = officer.get(f"{url(cooperation, 'posts_return', funder.pk)}?export=csv").text

    assert [line.split(";")[:4] for line in file.splitlines()[1:]] == [
        ["Brolles", "Accès aux droits", "0,5", "Théo Marsac"]
    ]


def test_observers_read_the_line_and_no_name(
    sign_in: SignIn, cooperation: Cooperation, holding: PostHolding
) -> None:
    pages = {role: sign_in(role).get(url(cooperation)).text for role in ("partner", "observer")}

    make_post_time(post=holding.post)
    assert ["Accès aux droits" in page for page in pages.values()] == [True, False]
    seen = plain(pages["observer"])
    assert [word in seen for word in ("Aucun poste pour l’instant", "par employeur")] == [False] * 2
    assert "Le détail des postes ne vous est pas ouvert" in seen
    assert ["rien d’attendu" in page or "Pièces" in page for page in pages.values()] == [False] * 2
    assert "Brolles 0,5" in seen
    assert "0,5 sur 0,5 ETP est tenu." in seen
    assert "0,5 sur 0,5 ETP est tenu" not in plain(pages["partner"])
    assert "Marsac" not in pages["observer"]
    assert sign_in("observer").get(url(cooperation, "post", holding.post_id)).status_code == 403


def test_who_reads_no_paper_has_room_for_who_pays(sign_in: SignIn, post: Post) -> None:
    page = url(post.cooperation)

    texts = [sign_in(role).get(page).text for role in ("officer", "partner")]

    heads = [re.findall(r'class="m-col-(\w+)">Financé par', text) for text in texts]
    assert heads == [["word"], ["sentence"]]


def test_officers_alone_write(sign_in: SignIn, cooperation: Cooperation) -> None:
    codes = [
        sign_in(role).get(url(cooperation, "post_add")).status_code
        for role in ("officer", "team", "partner", "elected", "observer")
    ]

    assert codes == [200, 403, 403, 403, 403]


def test_erased_person_leaves_the_post_and_its_dates(holding: PostHolding) -> None:
    assert holding.person is not None
    erase_person_rows(holding.person)

    assert [(one.person, one.since, str(one)) for one in PostHolding.objects.all()] == [
        (None, date(2024, 3, 4), "Personne effacée")
    ]


def state(**other: object) -> tuple[str, str]:
    """The level and the reason of these facts."""
    values = {"posts": 2, "needs": 1, "vacant": [], "late": [], "short": [], "url": "/"}
    judged = engineering_state(EngineeringFacts(**values | other))  # type: ignore[arg-type]
    return judged.level, judged.reason


def test_mission_is_judged_by_its_posts() -> None:
    assert [
        state(posts=0, needs=0),
        state(needs=0),
        state(short=["communiquer"]),
        state(vacant=["Jeunesse"]),
        state(late=["Déclarer"]),
        state(),
    ] == [
        (Level.TODO, "Aucun poste, aucun besoin n’est encore noté."),
        (Level.DOING, "Deux postes ; le besoin de l’année reste à dire."),
        (Level.DOING, "Du temps manque pour : communiquer."),
        (Level.AGED, "Vacant depuis trois mois ou plus : Jeunesse."),
        (Level.AGED, "Échéance passée : Déclarer."),
        (Level.DONE, "Chaque mission a le temps qu’elle demande cette année."),
    ]


@pytest.mark.parametrize(
    ("count", "shown"),
    [(2, "Employeur 0 0,5 ; Employeur 1 0,5"), (11, "11 employeurs tiennent 5,5 ETP")],
)
def test_many_employers_are_counted_beside_the_drawing(
    officer: Client, cooperation: Cooperation, count: int, shown: str
) -> None:
    for rank in range(count):
        employer = member_with_name(cooperation, f"Employeur {rank}")
        make_post_holding(post=make_post(cooperation=cooperation, employer=employer))

    assert plain(officer.get(url(cooperation)).context["drawing"].words) == shown


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_whatever_it_shows(
    officer: Client,
    cooperation: Cooperation,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        one = make_post(cooperation=cooperation, title=f"Poste {number}")
        make_post_holding(post=one)
        make_post_time(post=one)
    make_engineering_need(cooperation=cooperation, year=TODAY.year)
    officer.get(url(cooperation))

    with django_assert_num_queries(20):
        officer.get(url(cooperation))


def test_without_a_post_nothing_is_said_closed(sign_in: SignIn, cooperation: Cooperation) -> None:
    pages = [plain(sign_in(role).get(url(cooperation)).text) for role in ("partner", "observer")]

    assert ["Aucun poste pour l’instant" in page for page in pages] == [True, True]
    assert ["ne vous est pas ouvert" in page for page in pages] == [False, False]

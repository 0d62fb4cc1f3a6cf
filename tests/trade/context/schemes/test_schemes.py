"""The schemes: what the page says of them, who writes them, and what is refused."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.agenda import dates
from maillage.core.happenings import happenings
from maillage.core.probes import Level
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.search.query import search
from maillage.ground.territories.models import Territory
from maillage.trade.context.models import Scheme
from maillage.trade.context.schemes.queries import alert_day, covered_communes, overlaps
from maillage.trade.context.schemes.states import SchemeFacts, initiatives
from maillage.trade.context.schemes.words import (
    days_left_words,
    overlap_words,
    schemes_reading,
    state_sentence,
)
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain, reading
from tests.ground.territories.makers import make_membership, make_territory
from tests.links_to import pages_of
from tests.trade.context.makers import make_scheme

TODAY = timezone.localdate()
YEAR = TODAY.year
url = pages_of("context", "schemes")


def commune(name: str, code: str) -> Territory:
    """A commune of the register."""
    return make_territory(kind="commune", name=name, code=code)


def test_page_says_what_runs_and_where_it_overlaps(
    officer: Client, cooperation: Cooperation
) -> None:
    retz, jade = commune("Retz", "44001"), commune("Jade", "44002")
    end = date(YEAR + 1, 12, 31)
    make_scheme(cooperation=cooperation, end_on=end, territories=[retz, jade])
    make_scheme(
        cooperation=cooperation,
        title="Plan climat",
        kind="pcaet",
        end_on=date(YEAR + 3, 6, 30),
        territories=[retz],
    )
    make_scheme(cooperation=cooperation, title="LEADER", kind="leader", start_on=None, end_on=None)

    page = officer.get(url(cooperation))

    assert plain(reading(page.text)) == (
        f"Trois dispositifs en vigueur ; deux couvrent Retz. Premier terme : CTG du pays de Retz, "
        f"le 31 décembre {YEAR + 1}."
    )
    assert "Deux dispositifs couvrent Retz" in plain(page.text)
    assert "Sans aucune date" in plain(page.text)
    assert "se poursuit" not in page.text


def test_empty_page_speaks_to_each_reader(sign_in: SignIn, cooperation: Cooperation) -> None:
    pages = [plain(sign_in(role).get(url(cooperation)).text) for role in ("officer", "observer")]

    assert ["Commencez par le contrat qui vous emploie." in page for page in pages] == [True, False]


def test_perimeter_is_read_as_communes(cooperation: Cooperation) -> None:
    retz, area = commune("Retz", "44001"), make_territory(kind="epci", code="244400404", name="CC")
    make_membership(territory=retz, area=area)
    one = make_scheme(cooperation=cooperation, territories=[area])
    other = make_scheme(cooperation=cooperation, title="Parc", territories=[retz])
    past = make_scheme(
        cooperation=cooperation, title="Ancien", end_on=date(2025, 1, 1), territories=[retz]
    )

    names = {retz.pk: "Retz"}
    assert covered_communes([one, other]) == {one.pk: names, other.pk: names}
    shared = overlaps([one, other, past], date(2026, 6, 1))
    assert [(one.schemes, one.communes) for one in shared] == [((one, other), ("Retz",))]
    assert overlap_words(shared[0]) == "Deux dispositifs couvrent Retz"


@pytest.mark.parametrize(
    ("end", "alert", "day"),
    [
        (date(2027, 12, 31), 6, date(2027, 6, 30)),
        (date(2027, 3, 31), 1, date(2027, 2, 28)),
        (date(2027, 9, 30), 12, date(2026, 9, 30)),
        (None, 6, None),
    ],
)
def test_alert_comes_months_before_the_end(end: date | None, alert: int, day: date | None) -> None:
    assert alert_day(Scheme(end_on=end, alert=alert, state="in_force")) == day


@pytest.mark.parametrize(
    ("scheme", "sentence", "left"),
    [
        (
            Scheme(start_on=date(2024, 1, 1), end_on=date(2028, 12, 31)),
            "En vigueur jusqu’au 31 décembre 2028.",
            "encore plus de deux ans",
        ),
        (
            Scheme(end_on=date(2026, 9, 30)),
            "Prend fin le 30 septembre 2026 : la suite se prépare dès maintenant.",
            "encore 123 jours",
        ),
        (
            Scheme(end_on=date(2026, 5, 29)),
            "Terme passé depuis le 29 mai 2026 : dites ce qui le remplace.",
            "échu depuis un jour",
        ),
        (
            Scheme(start_on=date(2027, 1, 1), end_on=date(2028, 12, 31)),
            "Commence le 1er janvier 2027, prend fin le 31 décembre 2028.",
            "encore plus de deux ans",
        ),
        (Scheme(), "En vigueur, sans terme connu.", "sans terme connu"),
        (Scheme(end_on=date(2026, 5, 30)), None, "dernier jour"),
        (Scheme(state="prepared"), "En préparation.", "sans terme connu"),
        (Scheme(state="replaced"), "Remplacé.", "remplacé"),
        (
            Scheme(state="replaced", replaced_by=Scheme(title="CRTE")),
            "Remplacé par « CRTE ».",
            "remplacé",
        ),
    ],
)
def test_a_scheme_says_where_it_is(scheme: Scheme, sentence: str | None, left: str) -> None:
    day = date(2026, 5, 30)

    assert sentence in {None, plain(state_sentence(scheme, day))}
    assert plain(days_left_words(scheme, day)) == left


def test_reading_of_none_and_of_one() -> None:
    day = date(2026, 5, 30)
    over = Scheme(title="PAT", end_on=date(2026, 1, 1), state="in_force")

    assert [schemes_reading(rows, [], day) for rows in ([over], [Scheme(title="CTG")])] == [
        "Aucun dispositif n’est en vigueur aujourd’hui. PAT : terme passé.",
        "Un dispositif en vigueur.",
    ]


def test_a_scheme_is_written_with_what_it_is_tied_to(
    officer: Client, cooperation: Cooperation
) -> None:
    town = member_with_name(cooperation, "Bouin")
    town.territory = commune("Bouin", "85029")
    town.save()

    officer.post(
        url(cooperation, "scheme_add"),
        {
            "kind": "pat",
            "title": "Projet alimentaire",
            "holder": town.pk,
            "parties": [town.pk],
            "territories": [town.territory_id],
            "start_on": "01/01/2025",
            "end_on": "31/12/2028",
            "state": "in_force",
            "is_own": "on",
        },
    )

    scheme = Scheme.objects.get()
    assert (scheme.title, scheme.holder, scheme.alert, scheme.is_own) == (
        "Projet alimentaire",
        town,
        12,
        True,
    )
    assert list(scheme.parties.all()) == [town]
    assert list(scheme.territories.all()) == [town.territory]


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        (
            {"start_on": "01/01/2027", "end_on": "31/12/2026"},
            "La fin précède le début : corrigez l’une des dates.",
        ),
        ({"end_on": "31/04/2027"}, "Avril 2027 a 30 jours."),
        ({"is_own": "on"}, "Un autre dispositif en vigueur est déjà celui de cette coopération."),
    ],
)
def test_what_cannot_be_is_refused(
    officer: Client, cooperation: Cooperation, typed: dict[str, str], refusal: str
) -> None:
    make_scheme(cooperation=cooperation, is_own=True)
    data = {"kind": "crte", "title": "CRTE", "state": "in_force"} | typed

    refused = officer.post(url(cooperation, "scheme_add"), data)

    assert (refused.status_code, refusal in plain(refused.text)) == (422, True)
    assert Scheme.objects.count() == 1


def test_what_follows_a_scheme_begins_like_it(officer: Client, cooperation: Cooperation) -> None:
    retz = commune("Retz", "44001")
    calm = make_scheme(cooperation=cooperation, title="LEADER", end_on=TODAY + timedelta(days=900))
    one = make_scheme(
        cooperation=cooperation, end_on=TODAY + timedelta(days=30), territories=[retz]
    )
    pages = [url(cooperation, "scheme", each.pk) for each in (calm, one)]
    add = f"{url(cooperation, 'scheme_add')}?suite={one.pk}"
    offered = [f'href="{add}"' in officer.get(page).text for page in pages]
    form = officer.get(add).context["form"]
    begun = {name: form[name].value() for name in ("kind", "state", "start_on", "territories")}
    following = make_scheme(cooperation=cooperation, title="CTG 2", state="prepared", end_on=None)
    text = officer.get(pages[1]).text

    assert offered == [False, True]
    start = TODAY + timedelta(days=31)
    expected = {"kind": one.kind, "state": "prepared", "start_on": start, "territories": [retz.pk]}
    assert begun == expected
    assert "« CTG 2 » est en préparation." in plain(text)
    assert f'href="{url(cooperation, "scheme", following.pk)}">Ouvrir' in text


def test_page_asks_for_what_follows_the_first_to_end(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    later = make_scheme(cooperation=cooperation, title="LEADER", end_on=TODAY + timedelta(900))
    make_scheme(cooperation=cooperation, title="PAT", end_on=TODAY + timedelta(days=90))
    first = make_scheme(cooperation=cooperation, title="CRTE", end_on=TODAY + timedelta(days=30))
    add = url(cooperation, "scheme_add")

    officer, partner = [sign_in(role).get(url(cooperation)) for role in ("officer", "partner")]
    text = plain(officer.text)
    Scheme.objects.exclude(pk=later.pk).delete()
    calm = sign_in("officer").get(url(cooperation)).text

    assert [line.label for line in officer.context["page"].timeline.lines] == [
        "CRTE",
        "PAT",
        "LEADER",
    ]
    assert "Préparer la suite de « CRTE »" in text.partition("Attendu de vous")[2]
    assert f'href="{add}?suite={first.pk}">Écrire la suite' in text
    assert f'<a class="m-button" href="{add}">' in text
    assert f'<a class="m-button m-button-main" href="{add}">' in calm
    assert [one.label for one in partner.context["due"]] == ["CRTE", "PAT"]
    assert [
        [words in page for words in ("Attendu de vous", "La suite à préparer")]
        for page in (text, partner.text, calm)
    ] == [[True, True], [False, True], [False, False]]
    for mark in ('<b class="m-calls">encore 30 jours', 'class="soft m-calls"'):
        assert [mark in page for page in (text, calm)] == [True, False]


def test_what_replaces_a_scheme_ends_it(officer: Client, cooperation: Cooperation) -> None:
    old = make_scheme(cooperation=cooperation, is_own=True)
    new = make_scheme(cooperation=cooperation, title="CTG 2028-2032")
    data = {"kind": "ctg", "title": old.title, "state": "in_force", "replaced_by": new.pk}

    officer.post(url(cooperation, "scheme_edit", old.pk), data | {"version": 1})

    old.refresh_from_db()
    assert (old.state, old.replaced_by) == ("replaced", new)


def test_officers_alone_write(sign_in: SignIn, cooperation: Cooperation) -> None:
    codes = [
        sign_in(role).get(url(cooperation, "scheme_add")).status_code
        for role in ("officer", "team", "partner", "elected", "observer")
    ]

    assert codes == [200, 403, 403, 403, 403]


def test_sheet_says_all_that_is_noted(officer: Client, cooperation: Cooperation) -> None:
    town = member_with_name(cooperation, "Bouin")
    scheme = make_scheme(
        cooperation=cooperation,
        holder=town,
        source="convention signée",
        checked_on=date(2026, 9, 14),
        end_on=date(2032, 12, 31),
    )
    scheme.parties.set([town])

    page = plain(officer.get(url(cooperation, "scheme", scheme.pk)).text)
    sheet = plain(
        officer.get(reverse("directory:organisation", args=[cooperation.slug, town.pk])).text
    )

    assert "CTG : Bouin le porte." in page
    assert "convention signée" in page
    assert "vérifié le 14 septembre 2026" in page
    assert "Ses dispositifs" in sheet


def test_end_and_alert_are_coming_dates(access: Access) -> None:
    end = TODAY + timedelta(days=20)
    make_scheme(cooperation=access.cooperation, end_on=end)
    later = make_scheme(
        cooperation=access.cooperation, title="PAT", end_on=TODAY + timedelta(days=200)
    )

    coming = dates.ask(access, TODAY, TODAY + timedelta(days=60))

    expected = [("Fin de « CTG du pays de Retz »", end)]
    alert = alert_day(later)
    assert alert is not None
    if TODAY <= alert <= TODAY + timedelta(days=60):
        expected.append(("Préparer la suite de « PAT »", alert))
    assert sorted((one.label, one.on) for one in coming) == expected


def test_scheme_is_looked_for_and_told_when_signed(access: Access) -> None:
    make_scheme(cooperation=access.cooperation, signed_on=date(2026, 3, 4))

    results = [one.name for one in search(access, "retz")]
    signed = happenings.ask(access, date(2026, 3, 1), date(2026, 3, 31))

    assert "CTG du pays de Retz" in results
    assert [one.label for one in signed] == ["Signature de « CTG du pays de Retz »"]


def state(**other: object) -> tuple[str, str]:
    """The level and the reason of these facts."""
    values: dict[str, object] = {
        "schemes": 2,
        "over": [],
        "unchecked": [],
        "uncovered": [],
        "url": "/",
    }
    judged = initiatives(SchemeFacts(**values | other))  # type: ignore[arg-type]
    return judged.level, judged.reason


def test_mission_is_judged_by_its_schemes() -> None:
    assert [
        state(schemes=0),
        state(uncovered=["Bouin"]),
        state(unchecked=["CRTE"]),
        state(over=["PAT"]),
        state(),
    ] == [
        (Level.TODO, "Aucun dispositif n’est encore noté."),
        (Level.DOING, "Rien n’est noté sur le territoire de Bouin."),
        (Level.DOING, "À vérifier depuis plus d’un an : CRTE."),
        (Level.AGED, "Terme passé, sans suite dite : PAT."),
        (
            Level.DONE,
            "Chaque membre a un dispositif en vigueur sur son territoire, vérifié dans l’année.",
        ),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_whatever_it_shows(
    officer: Client,
    cooperation: Cooperation,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    places = [commune(f"Commune {n}", f"4400{n}") for n in range(2)]
    for number in range(count):
        make_scheme(cooperation=cooperation, title=f"Plan {number}", territories=places)
    officer.get(url(cooperation))

    with django_assert_num_queries(9):
        officer.get(url(cooperation))

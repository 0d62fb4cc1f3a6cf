"""The history of relations: what it draws and says, who sees what, and what is refused."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.probes import Level
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.search.query import search
from maillage.ground.actors.models import Source
from maillage.ground.directory.models import Organisation
from maillage.trade.context.history.states import HistoryFacts, history_state
from maillage.trade.context.models import Relation
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.ground.actors.makers import make_source
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import names_in, plain, reading
from tests.links_to import pages_of
from tests.trade.context.makers import make_relation

TODAY = timezone.localdate()
url = pages_of("context", "history")


@pytest.fixture
def bouin(cooperation: Cooperation) -> Organisation:
    """A member of the cooperation."""
    return member_with_name(cooperation, "Bouin")


def relation_data(bouin: Organisation, **other: object) -> dict[str, object]:
    """What the form of a relation sends."""
    values_by_name = {
        "label": "Syndicat des écoles",
        "organisations": [bouin.pk],
        "others": "",
        "since": "2014",
        "until": "mars 2019",
        "ending": "cut",
        "trust": "worn",
        "said": "Le budget promis n’a pas été voté.",
        "source_kind": "interview",
        "source_on": f"{TODAY:%d/%m/%Y}",
        "source_who": "l’ancienne directrice",
        "visibility": "officers",
    }
    return values_by_name | other


def test_history_draws_and_says_the_relations(
    officer: Client, cooperation: Cooperation, bouin: Organisation
) -> None:
    make_relation(cooperation=cooperation, organisations=[bouin], who="le maire")
    make_relation(
        cooperation=cooperation,
        label="Entente des étangs",
        since=date(TODAY.year - 2, 1, 1),
        until=None,
        ending="on",
        trust="gained",
        visibility="members",
    )

    page = officer.get(url(cooperation))
    file = officer.get(url(cooperation) + "?export=csv").content.decode("utf-8-sig")

    assert plain(reading(page.text)) == (
        f"Deux relations en {'douze' if TODAY.year == 2026 else TODAY.year - 2014} ans : une a "
        "laissé plus de confiance, une l’a entamée. Un arrêt en chemin, en 2019."
    )
    assert "1er septembre 2014 – 30 juin 2019" in plain(page.text)
    assert "entretien avec le maire, 4 mai 2026" in plain(page.text)
    assert "Un récit est réservé" in plain(page.text)
    assert "École de musique intercommunale;Bouin;01/09/2014;30/06/2019;arrêtée en chemin" in file


def test_a_relation_is_told_with_the_year_alone(
    officer: Client, access: Access, cooperation: Cooperation, bouin: Organisation
) -> None:
    officer.post(url(cooperation, "relation_add"), relation_data(bouin))

    relation = Relation.objects.get()
    assert (relation.since, relation.since_precision, relation.until, relation.until_precision) == (
        date(2014, 1, 1),
        "year",
        date(2019, 3, 1),
        "month",
    )
    assert [party.organisation for party in relation.parties.all()] == [bouin]
    source = Source.objects.get()
    assert (source.who, source.visibility, source.author) == (
        "l’ancienne directrice",
        "officers",
        access.user,
    )
    sheet = plain(officer.get(url(cooperation, "relation", relation.pk)).text)
    assert "Relation de 2014 à mars 2019, arrêtée en chemin ; confiance entamée." in sheet


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"until": "2012"}, "La fin précède le début"),
        ({"since": "2199", "until": ""}, "Cette date est à venir"),
        ({"since": "31/02/2014"}, "Février 2014 a 28 jours"),
        ({"since": "hier"}, "Écrivez 2014, mars 2019 ou 30/04/2019"),
        ({"since": "13/2014"}, "Le mois va de 1 à 12"),
        ({"since": ""}, "l’année suffit : 2014"),
        ({"until": "", "ending": "frayed"}, "Dites quand elle a fini"),
        ({"ending": "on"}, "Sa fin est passée : dites comment elle a fini"),
        ({"until": "2120", "ending": "on"}, "à plus de trente ans"),
        ({"until": f"{TODAY.year + 2}"}, "Sa fin est à venir : elle se poursuit"),
        ({"organisations": []}, "Cochez une structure, ou nommez-la hors annuaire"),
        ({"label": ""}, "Écrivez une réponse"),
        ({"source_kind": "third", "visibility": "members"}, "reste aux chargées de coopération"),
    ],
)
def test_bad_input_is_refused(
    officer: Client,
    cooperation: Cooperation,
    bouin: Organisation,
    wrong: dict[str, object],
    sentence: str,
) -> None:
    page = officer.post(url(cooperation, "relation_add"), relation_data(bouin) | wrong)

    assert (page.status_code, Relation.objects.count()) == (422, 0)
    assert sentence in plain(page.text)


def test_an_end_in_the_year_of_the_start_is_kept(
    officer: Client, cooperation: Cooperation, bouin: Organisation
) -> None:
    officer.post(
        url(cooperation, "relation_add"), relation_data(bouin, since="03/2019", until="2019")
    )

    relation = Relation.objects.get()
    assert (relation.since, relation.until, relation.until_precision) == (
        date(2019, 3, 1),
        date(2019, 3, 1),
        "year",
    )


def test_a_correction_keeps_one_source(
    officer: Client, cooperation: Cooperation, bouin: Organisation
) -> None:
    one = make_relation(cooperation=cooperation)
    page = url(cooperation, "relation_edit", one.pk)

    officer.post(page, relation_data(bouin, version="1"))
    second = officer.post(page, relation_data(bouin, label="Syndicat scolaire", version="1"))

    assert second.status_code == 409
    assert "Syndicat scolaire" in second.text
    assert Relation.objects.get().label == "Syndicat des écoles"
    assert list(Source.objects.values_list("who", flat=True)) == ["l’ancienne directrice"]
    assert [party.organisation for party in one.parties.all()] == [bouin]


def test_a_sentence_of_a_note_is_shown_once(
    officer: Client, access: Access, cooperation: Cooperation, bouin: Organisation
) -> None:
    note = make_source(cooperation=cooperation, words="Le syndicat a fini dans la colère. Suite.")
    page = url(cooperation, "relation_add") + f"?note={note.pk}&start=0&end=34"
    sent = {
        name: value for name, value in relation_data(bouin).items() if not name.startswith("source")
    }

    shown = officer.get(page)
    officer.post(page, sent)

    assert shown.context["form"].initial["said"] == "Le syndicat a fini dans la colère."
    assert Relation.objects.get().source == note
    assert Source.objects.count() == 1


def test_a_merged_structure_stays_in_the_history(
    officer: Client, cooperation: Cooperation, bouin: Organisation
) -> None:
    one = make_relation(cooperation=cooperation, organisations=[bouin])
    heir = member_with_name(cooperation, "Grand Bouin")
    Organisation.objects.filter(pk=bouin.pk).update(successor=heir, ended_on=date(2026, 1, 1))

    sheet = plain(officer.get(url(cooperation, "relation", one.pk)).text)

    assert "Bouin est devenue Grand Bouin" in sheet


def test_a_narrower_source_is_not_named(cooperation: Cooperation, sign_in: SignIn) -> None:
    one = make_relation(cooperation=cooperation, visibility="members", who="Lise Vrignaud")
    Source.objects.update(visibility="officers")

    words_by_role = {
        role: plain(sign_in(role).get(url(cooperation, "relation", one.pk)).text)
        for role in ("officer", "partner")
    }

    assert "Lise Vrignaud" in words_by_role["officer"]
    assert "Lise Vrignaud" not in words_by_role["partner"]
    assert "source réservée" in words_by_role["partner"].lower()


def test_what_one_may_not_see_is_in_no_count(cooperation: Cooperation, sign_in: SignIn) -> None:
    make_relation(cooperation=cooperation, visibility="members")
    make_relation(cooperation=cooperation, label="Le différend")

    page = sign_in("partner").get(url(cooperation))

    assert names_in(page.text, "École de musique", "Le différend") == ["École de musique"]
    assert plain(reading(page.text)).startswith("Une relation")
    assert "réservé" not in plain(page.text).replace("source réservée", "")


def test_only_officers_tell(cooperation: Cooperation, sign_in: SignIn) -> None:
    answers = {
        role: sign_in(role).get(url(cooperation, "relation_add")).status_code
        for role in ("officer", "team", "elected", "partner", "observer")
    }

    assert answers == {
        "officer": 200,
        "team": 403,
        "elected": 403,
        "partner": 403,
        "observer": 403,
    }


def test_another_cooperation_is_not_reached(officer: Client, cooperation: Cooperation) -> None:
    beside = make_cooperation(workspace=cooperation.workspace, name="Côte de Jade")
    one = make_relation(cooperation=beside, visibility="members")

    assert officer.get(url(cooperation, "relation", one.pk)).status_code == 404


def test_empty_history_says_what_to_do(officer: Client, cooperation: Cooperation) -> None:
    page = plain(officer.get(url(cooperation)).text)

    assert "L’histoire n’est pas encore racontée" in page
    assert "Raconter une relation" in page


def test_history_asks_as_much_for_one_as_for_three(
    officer: Client,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for count in (1, 2):
        for _number in range(count):
            make_relation(cooperation=cooperation)
        officer.get(url(cooperation))
        with django_assert_num_queries(5):
            officer.get(url(cooperation))


def test_sheet_of_a_structure_tells_its_history(
    officer: Client, cooperation: Cooperation, bouin: Organisation
) -> None:
    make_relation(cooperation=cooperation, organisations=[bouin])
    page = reverse("directory:organisation", args=[cooperation.slug, bouin.pk])

    assert "Son histoire avec les autres" in plain(officer.get(page).text)


def test_a_relation_is_found(cooperation: Cooperation, access: Access) -> None:
    make_relation(cooperation=cooperation)
    partner = make_access(cooperation=cooperation, role="partner")

    groups = [
        [one.name for one in search(who, "musique") if one.kind == "Relation passée"]
        for who in (access, partner)
    ]

    assert groups == [["École de musique intercommunale"], []]


def test_history_narrows_to_a_structure(
    officer: Client, cooperation: Cooperation, bouin: Organisation
) -> None:
    make_relation(cooperation=cooperation, organisations=[bouin])
    make_relation(cooperation=cooperation, label="Entente", organisations=())

    page = officer.get(url(cooperation) + f"?structure={bouin.pk}")

    assert names_in(page.text, "École de musique", "Entente") == ["École de musique"]


@pytest.mark.parametrize(
    ("members", "no_report", "relations", "level"),
    [
        (4, ("A", "B", "C", "D"), 0, Level.TODO),
        (4, ("A", "B"), 3, Level.DOING),
        (4, ("A",), 3, Level.DONE),
    ],
)
def test_mission_follows_the_members_told(
    members: int, no_report: tuple[str, ...], relations: int, level: Level
) -> None:
    assert history_state(HistoryFacts(members, no_report, relations, "/h/")).level == level


def test_ages_are_not_asked(cooperation: Cooperation, officer: Client) -> None:
    """A period asked beyond the calendar is the whole one."""
    make_relation(cooperation=cooperation)

    assert officer.get(url(cooperation) + "?periode=un-an&au=9999-12-31").status_code == 200


def test_tomorrow_is_no_source(
    officer: Client, cooperation: Cooperation, bouin: Organisation
) -> None:
    tomorrow = f"{TODAY + timedelta(days=1):%d/%m/%Y}"

    page = officer.post(url(cooperation, "relation_add"), relation_data(bouin, source_on=tomorrow))

    assert "Cette date est dans l’avenir" in plain(page.text)


@pytest.mark.parametrize(("role", "is_read"), [("partner", True), ("observer", False)])
def test_an_observer_reads_no_history(
    sign_in: SignIn, cooperation: Cooperation, role: str, *, is_read: bool
) -> None:
    relation = make_relation(cooperation=cooperation, visibility="public")
    structure = relation.parties.order_by("pk")[0].organisation_id
    client, slug = sign_in(role), cooperation.slug
    urls = [
        reverse("context:history", args=[slug]),
        reverse("context:relation", args=[slug, relation.pk]),
        reverse("directory:organisation", args=[slug, structure]),
    ]

    pages = [client.get(one) for one in urls]

    assert [page.status_code for page in pages[:2]] == ([200, 200] if is_read else [403, 403])
    assert [relation.label in page.text for page in pages[:2]] == [is_read] * 2
    assert is_read or relation.label not in pages[2].text

"""Who does what: what the table shows, and what its cells write."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.models import Share
from maillage.trade.plan.who_does_what.queries import service_key, work_table
from maillage.trade.plan.who_does_what.rules import Finding, Gap, Part, findings
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_organisation
from tests.ground.directory.reading import plain
from tests.links_to import page_at
from tests.trade.plan.makers import (
    SINCE,
    make_action,
    make_objective,
    make_progress_note,
    make_share,
    make_share_answer,
)

TODAY = date(2026, 11, 29)
LONG_AGO = TODAY - timedelta(days=100)
url = page_at("plan:who_does_what")


@pytest.mark.parametrize(
    ("state", "parts", "expected"),
    [
        ("running", [], [Finding(Gap.NO_PILOT, (1,))]),
        ("talk", [], [Finding(Gap.NO_PILOT, (1,))]),
        ("running", [Part(1, "A", "pilot", "refused")], [Finding(Gap.NO_PILOT, (1,), ("A",))]),
        ("running", [Part(1, "A", "pilot", "accepted")], []),
        (
            "running",
            [Part(1, "A", "pilot", "accepted"), Part(1, "B", "pilot")],
            [Finding(Gap.TWO_PILOTS, (1,), ("A", "B"))],
        ),
        ("talk", [Part(1, "A", "pilot"), Part(1, "B", "pilot")], []),
        (
            "running",
            [Part(1, "A", "pilot", asked_on=TODAY - timedelta(days=30))],
            [Finding(Gap.UNSURE_PILOT, (1,), ("A",))],
        ),
        ("running", [Part(1, "A", "pilot", asked_on=TODAY - timedelta(days=29))], []),
        (
            "running",
            [Part(1, "A", "pilot", "accepted"), Part(1, "B", "consulted", asked_on=LONG_AGO)],
            [Finding(Gap.SILENT, (1,), ("B",))],
        ),
        (
            "running",
            [Part(1, "A", "pilot", "accepted"), Part(1, "B", "funder", "refused")],
            [Finding(Gap.REFUSED, (1,), ("B",))],
        ),
        (
            "running",
            [Part(1, "A", "pilot", "accepted", LONG_AGO, LONG_AGO)],
            [Finding(Gap.WITHOUT_NEWS, (1,), ("A",))],
        ),
        ("ready", [Part(1, "A", "pilot", "accepted", LONG_AGO, LONG_AGO)], []),
        (
            "running",
            [Part(1, "A", "pilot", "accepted", person=4, has_left=True)],
            [Finding(Gap.CONTACT_LEFT, (1,), ("A",))],
        ),
    ],
)
def test_what_one_action_shows(state: str, parts: list[Part], expected: list[Finding]) -> None:
    assert findings({1: state}, parts, [], TODAY) == expected


def test_a_service_that_pilots_many_is_said_where_its_days_are_not() -> None:
    states = dict.fromkeys(range(1, 8), "running")
    parts = [Part(number, "A", "pilot", "accepted") for number in range(1, 6)]
    parts += [Part(6, "B", "pilot", "accepted"), Part(7, "C", "pilot", "accepted")]
    counted = [replace(one, days=Decimal(3)) for one in parts]

    shown = [findings(states, rows, [], TODAY) for rows in (parts, counted)]

    assert shown == [[Finding(Gap.MANY_PILOTS, services=("A",))], []]


def test_a_service_that_leans_on_one_person_is_said() -> None:
    states = dict.fromkeys((1, 2, 3), "running")
    parts = [Part(number, "A", "pilot", "accepted", person=9) for number in states]

    assert findings(states, parts, ["Pornic"], TODAY) == [
        Finding(Gap.ON_ONE_PERSON, services=("A",)),
        Finding(Gap.ABSENT, services=("Pornic",)),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answers", "sentence", "reading"),
    [
        (["accepted", "accepted"], "toutes ont un pilote.", ""),
        (
            ["reserved", "accepted"],
            "toutes ont un pilote.",
            "une réserve",
        ),
        (
            ["", "accepted"],
            "toutes ont un pilote ; sur une fiche, l’accord d’un pilote manque encore.",
            "une part sans réponse",
        ),
        (
            ["", ""],
            "toutes ont un pilote ; sur deux fiches, l’accord d’un pilote manque encore.",
            "une part sans réponse",
        ),
    ],
)
def test_a_pilot_who_has_not_agreed_is_said(
    officer: Client, access: Access, answers: list[str], sentence: str, reading: str
) -> None:
    for number, answer in enumerate(answers):
        action = make_action(cooperation=access.cooperation, number=str(number))
        share = make_share(action=action, role="pilot", asked_on=SINCE)
        if answer:
            make_share_answer(share=share, answer=answer)

    context = officer.get(url(access)).context

    assert context["sentence"] == f"Deux fiches ouvertes : {sentence}"
    assert context["matrix"].rows[0].reading.note == reading


@pytest.mark.django_db
def test_an_officer_gives_a_role_in_a_cell(officer: Client, access: Access) -> None:
    first = make_action(cooperation=access.cooperation)
    share = make_share(action=first)
    second = make_action(cooperation=access.cooperation, title="Un tarif commun")
    place = f"{second.pk}~{share.organisation_id}.0"

    for role in ("pilot", "consulted", ""):
        officer.post(url(access), {"case": place, "value": role})
        rows = Share.objects.filter(action=second, until__isnull=True)
        assert list(rows.values_list("role", "asked_on")) == ([(role, None)] if role else [])


@pytest.mark.django_db
def test_the_table_says_its_pilots_and_keeps_days_for_the_team(
    officer: Client, access: Access
) -> None:
    action = make_action(cooperation=access.cooperation, title="Un tarif commun")
    share = make_share(action=action, role="pilot")
    Share.objects.filter(pk=share.pk).update(days_needed=Decimal(38))
    make_share_answer(share=share)
    make_action(cooperation=access.cooperation, title="Une navette", visibility="team")

    page = officer.get(url(access)).content.decode()
    partner = signed_in(make_access(cooperation=access.cooperation, role="partner"))
    read = partner.get(url(access)).content.decode()

    seen = {"38": ("38" in page, "38\xa0jours" in read), "navette": "Une navette" in read}
    assert seen == {"38": (True, False), "navette": False}
    assert ("Deux fiches ouvertes" in page, "Une fiche ouverte" in read) == (True, True)
    assert partner.post(url(access), {"case": "1~1.0", "value": "pilot"}).status_code == 403
    assert Share.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "note"),
    [
        ("accepted", "38 jours"),
        ("reserved", "38 jours, avec réserve"),
        ("refused", "refusée"),
        ("", "38 jours, sans réponse"),
    ],
)
def test_a_cell_shows_the_days_that_its_foot_counts_and_what_is_due(
    officer: Client, access: Access, answer: str, note: str
) -> None:
    action = make_action(cooperation=access.cooperation)
    agreed, other = (make_share(action=action, days_needed=Decimal(38)) for _ in range(2))
    make_share_answer(share=agreed)
    if answer:
        make_share_answer(share=other, answer=answer)

    answered = officer.get(url(access))

    matrix, place = answered.context["matrix"], (str(action.pk), f"{other.organisation_id}.0")
    assert plain(matrix.cells([place[0]], [place[1]])[place].note) == note
    assert ("Trait magenta" in answered.text) == (not answer)


@pytest.mark.django_db
def test_days_refused_are_not_counted_and_news_of_the_action_are(access: Access) -> None:
    day = SINCE + timedelta(days=200)
    action = make_action(cooperation=access.cooperation, state="running")
    accepted, refused = (make_share(action=action) for _ in range(2))
    Share.objects.filter(action=action).update(days_needed=Decimal(5))
    for share, answer in ((accepted, "accepted"), (refused, "refused")):
        make_share_answer(share=share, answer=answer)
    silent = work_table(access, day)
    make_progress_note(action=action, on=day)

    spoken = work_table(access, day + timedelta(days=1))

    assert silent.days == {service_key(accepted.organisation_id, None): Decimal(5)}
    gaps = [{one.gap for one in table.findings} for table in (silent, spoken)]
    assert gaps[0] - gaps[1] == {Gap.WITHOUT_NEWS}


@pytest.mark.django_db
def test_an_axis_and_a_kind_narrow_the_table_where_they_meet(
    officer: Client, access: Access
) -> None:
    axes = [make_objective(cooperation=access.cooperation, number=one) for one in ("1", "2")]
    for axis, kind in zip(axes, ("commune", "association"), strict=True):
        action = make_action(cooperation=access.cooperation, title=kind, objective=axis)
        structure = make_organisation(
            workspace=access.cooperation.workspace, name=f"De {kind}", kind=kind
        )
        make_share(action=action, organisation=structure)

    def shown(query: str) -> tuple[list[str], list[str]]:
        matrix = officer.get(url(access) + query).context["matrix"]
        return [one.label for one in matrix.rows], [one.label for one in matrix.columns]

    one, other = (["commune"], ["De commune"]), (["association"], ["De association"])
    assert {query: shown(query) for query in (f"?axe={axes[0].pk}", "?nature=association")} == {
        f"?axe={axes[0].pk}": one,
        "?nature=association": other,
    }
    assert (
        "Rien ne correspond"
        in officer.get(f"{url(access)}?axe={axes[0].pk}&nature=association").text
    )


@pytest.mark.django_db
def test_a_phone_folds_the_parts_of_each_structure(officer: Client, access: Access) -> None:
    first = make_action(cooperation=access.cooperation, title="Un tarif commun", number="7")
    share = make_share(action=first, role="pilot", asked_on=None)
    second = make_action(cooperation=access.cooperation, title="Une navette")
    make_share(action=second, organisation=share.organisation, role="funder", asked_on=None)
    other = make_share(action=second, role="consulted", asked_on=None)

    page = officer.get(url(access))
    window = page.context["window"]

    assert [
        plain(page.text).count(f"<small>{words} </small>") for words in ("une part", "deux parts")
    ] == [1, 1]
    folded = {column.key: lines for column, lines in window.lines_by_column}
    assert {
        key: [(one.label, one.note, one.value) for one in lines] for key, lines in folded.items()
    } == {
        service_key(share.organisation_id, None): [
            ("7. Un tarif commun", "pilote", "pilot"),
            ("Une navette", "finance", "funder"),
        ],
        service_key(other.organisation_id, None): [("Une navette", "donne son avis", "consulted")],
    }


@pytest.mark.django_db
def test_a_window_has_the_columns_of_its_rows_and_every_window_is_reached(
    officer: Client, access: Access
) -> None:
    for rank in range(5):
        action = make_action(cooperation=access.cooperation, title=f"Fiche {rank}")
        shares = [make_share(action=action) for _each in range(8)]

    first = officer.get(url(access)).context["window"]
    chosen = f"?case={action.pk}~{service_key(shares[0].organisation_id, None)}"
    last = officer.get(url(access) + chosen).context["window"]
    before = officer.get(url(access) + last.rows_before).context["window"]
    aside = officer.get(url(access) + first.columns_after).context["window"]

    assert [(len(one.rows), len(one.columns), len(one.cells)) for one in (first, last, before)] == [
        (2, 16, 16),
        (1, 8, 8),
        (2, 16, 16),
    ]
    assert (first.rows_after, aside.columns_before) == ("?lignes=3", "?")
    assert (len(aside.rows), aside.column_span.first, len(aside.columns)) == (2, 17, 20)

"""Who does what: what the table shows, and what its cells write."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.choices import OrganisationKind
from maillage.trade.plan.models import Share
from maillage.trade.plan.who_does_what.queries import service_key, work_table
from maillage.trade.plan.who_does_what.rules import Finding, Gap, Part, findings
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_organisation, make_spokesperson
from tests.ground.directory.reading import plain
from tests.links_to import page_at, pages_of
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
def test_every_member_absent_from_the_plan_is_named(officer: Client, access: Access) -> None:
    make_share(action=make_action(cooperation=access.cooperation))
    names = [f"Commune {letter}" for letter in "ABCDEFG"]
    for name in names:
        member_with_name(access.cooperation, name)

    page = officer.get(url(access)).text

    assert f"{', '.join(names[:-1])} et {names[-1]}</p>" in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("names", "advice"),
    [
        (["Caf"], "Demandez-lui ce qui la concerne."),
        (["Caf", "MSA"], "Demandez-leur ce qui les concerne."),
    ],
)
def test_one_absent_member_is_asked_alone(
    officer: Client, access: Access, names: list[str], advice: str
) -> None:
    make_share(action=make_action(cooperation=access.cooperation))
    for name in names:
        member_with_name(access.cooperation, name)

    findings = officer.get(url(access)).context["findings"]

    assert findings[-1].note == f"Ce n’est pas un retard. {advice}"


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
def test_what_the_table_shows_stays_with_a_filter_limited_to_it(
    officer: Client, access: Access
) -> None:
    axes = [make_objective(cooperation=access.cooperation, number=one) for one in ("1", "2")]
    for axis in axes:
        action = make_action(cooperation=access.cooperation, title=f"Fiche {axis}", objective=axis)
        for kind in ("commune", "association"):
            workspace = access.cooperation.workspace
            name = f"Une {kind} {axis.number}"
            structure = make_organisation(workspace=workspace, name=name, kind=kind)
            make_share(action=action, organisation=structure, asked_on=date(2026, 1, 5))

    def words_of(query: str) -> dict[str, list[str]]:
        shown = officer.get(url(access) + query).context["findings"]
        return {
            one.title: [
                " et ".join(link.label for link in line.links) if line.verb else line.words
                for line in one.lines
            ]
            for one in shown
        }

    by_axis, by_kind = words_of(f"?axe={axes[0].pk}"), words_of("?nature=commune")
    gesture = officer.get(url(access)).context["gesture"]
    assert (gesture.label, gesture.reason) == ("Sans pilote", "Deux fiches sont à reprendre.")
    assert gesture.url == "#m-findings"

    assert by_axis == {
        "Sans pilote": [""],
        "Sans réponse depuis deux mois": ["Une association 1 et Une commune 1"],
    }
    assert by_kind["Sans réponse depuis deux mois"] == ["Une commune 1", "Une commune 2"]
    page = officer.get(f"{url(access)}?axe={axes[0].pk}").text
    assert "Relancer par lien" in page
    assert "Une fiche ouverte : elle n’a aucun pilote." in plain(page)


@pytest.mark.django_db
def test_what_has_no_room_leads_to_the_plan_and_a_long_table_is_searched(
    officer: Client, access: Access
) -> None:
    for rank in range(42):
        action = make_action(cooperation=access.cooperation, title=f"Fiche {rank}")
        make_share(action=action, asked_on=date(2026, 1, 5))
    structure = str(action.shares.get().organisation_id)

    page = officer.get(url(access))
    kind = OrganisationKind(action.shares.get().organisation.kind)
    by_kind = [officer.get(f"{url(access)}?nature={kind}{more}").text for more in ("", "&tout=1")]
    others = f'href="?nature={kind}&amp;tout=1#m-findings">et 12 autres, tout montrer'
    assert [others in one for one in by_kind] == [True, False]
    by_text = officer.get(f"{url(access)}?q=FICHE 41")
    by_structure = officer.get(f"{url(access)}?structure={structure}")

    plan = page_at("plan:actions")(access)
    assert f'href="{plan}?attente=1&amp;filtres=1">et 12 autres' in page.text
    assert f'href="{plan}?sans-pilote=1&amp;filtres=1">et 12 autres' in page.text
    assert [one[0] for one in page.context["selects"]] == ["structure"]
    assert "Titre ou numéro d’une fiche" in page.text
    first_columns = [one.key.partition(".")[0] for one in page.context["window"].columns]
    parts = Share.objects.order_by("action__order", "action__pk")
    assert first_columns == [str(one.organisation_id) for one in parts[:10]]
    later = officer.get(f"{url(access)}?lignes=11").context["window"]
    assert [len(later.rows), len(later.lines_by_column)] == [10, 10]
    assert later.columns[0].key.partition(".")[0] == str(parts[10].organisation_id)
    for one in (by_text, by_structure):
        assert [row.label for row in one.context["matrix"].rows] == ["Fiche 41"]


@pytest.mark.django_db
def test_many_silent_parts_are_one_line_for_each_structure(officer: Client, access: Access) -> None:
    bodies = [member_with_name(access.cooperation, f"Aubry {number}") for number in (10, 2)]
    for rank in range(33):
        action = make_action(cooperation=access.cooperation, title=f"Fiche {rank}")
        make_share(action=action, organisation=bodies[rank % 2], asked_on=date(2026, 1, 5))

    page = officer.get(url(access))
    one = officer.get(f"{url(access)}?structure={bodies[0].pk}")

    (silent,) = [each for each in page.context["findings"] if "Sans réponse" in each.title]
    assert [(line.words, line.links) for line in silent.lines] == [
        (words, (PageLink(body.name, f"?structure={body.pk}#m-findings"),))
        for words, body in zip(("17 parts", "seize parts"), bodies, strict=True)
    ]
    assert silent.verb == "Structure par structure"
    assert one.text.count('/demander/">') == 17
    officer.post(f"{url(access)}relances/?structure={bodies[0].pk}")
    (silent,) = [
        each for each in officer.get(url(access)).context["findings"] if "réponse" in each.title
    ]
    assert [line.words for line in silent.lines] == ["17 parts, lettre prête", "seize parts"]
    plan = page_at("plan:actions")(access)
    assert "33 parts sont sans réponse depuis deux mois." in officer.get(plan).text


@pytest.mark.django_db
def test_a_phone_counts_the_parts_that_the_page_does_not_list(
    officer: Client, access: Access
) -> None:
    for rank in range(42):
        share = make_share(action=make_action(cooperation=access.cooperation, title=f"F {rank}"))
        if rank == 0:
            first = share.organisation
    make_share(action=share.action, organisation=first, role="funder")

    page = plain(officer.get(url(access)).text)

    assert page.count("deux parts, dont une ici") == 1
    assert "structures 1 à 10 sur 42" in page
    assert "fiches 1 à 10 sur 42" in page


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
def test_advice_goes_to_whoever_has_the_gesture(officer: Client, access: Access) -> None:
    action = make_action(cooperation=access.cooperation)
    share = make_share(action=action, asked_on=LONG_AGO)
    partner = make_access(cooperation=access.cooperation, role="partner")
    make_spokesperson(access=partner, organisation=share.organisation)

    pages = [one.get(url(access)).text for one in (officer, signed_in(partner))]

    words = ("Relancez par lien", "à relancer", "à vous répondre")
    assert [[one in page for one in words] for page in pages] == [
        [True, True, False],
        [False, False, True],
    ]


@pytest.mark.django_db
def test_each_structure_of_a_line_has_its_link_in_the_order_of_the_table(
    officer: Client, access: Access
) -> None:
    bodies = [member_with_name(access.cooperation, name) for name in ("Zoteux", "Aubry")]
    actions = [make_action(cooperation=access.cooperation, title=f"Fiche {n}") for n in (1, 2)]
    shares = [
        make_share(action=action, organisation=body, asked_on=LONG_AGO)
        for action, own in zip(actions, (bodies[:1], bodies), strict=True)
        for body in own
    ]

    findings = officer.get(url(access)).context["findings"]

    (silent,) = [one for one in findings if "Sans réponse" in one.title]
    ask = pages_of("plan")
    assert silent.verb == "Relancer par lien"
    assert [(one.action, one.words, one.links) for one in silent.lines] == [
        (actions[0], "", (PageLink("Zoteux", ask(access, "share_ask", shares[0].pk)),)),
        (
            actions[1],
            "",
            (
                PageLink("Aubry", ask(access, "share_ask", shares[2].pk)),
                PageLink("Zoteux", ask(access, "share_ask", shares[1].pk)),
            ),
        ),
    ]


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


@pytest.mark.django_db
def test_a_search_shows_the_number_that_it_says_before_those_that_hold_it(
    officer: Client, access: Access
) -> None:
    for number in ("110", "10"):
        make_share(action=make_action(cooperation=access.cooperation, number=number))

    page = officer.get(url(access), {"q": "10"})

    labels = [row.label.partition(".")[0] for row in page.context["window"].rows]
    assert labels == ["10", "110"]

"""Who does what: what is said under the table, and the gesture of each line."""

from datetime import date

import pytest
from django.test import Client

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.choices import OrganisationKind
from maillage.trade.plan.models import Share
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_organisation, make_spokesperson
from tests.ground.directory.reading import plain
from tests.links_to import page_at, pages_of
from tests.trade.plan.makers import (
    make_action,
    make_objective,
    make_share,
)

LONG_AGO = date(2026, 8, 21)
url = page_at("plan:who_does_what")


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

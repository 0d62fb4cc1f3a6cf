"""A sum is shared: its keys compared, one proposed, frozen; each reader reads what is theirs."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from maillage.core.versions import ClosedError
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.cost_keys import queries, services
from maillage.trade.funding.cost_keys.table import read_table, table_text
from maillage.trade.funding.models import (
    CostKey,
    CostSharing,
    CriterionValue,
    FrozenKey,
    KeyWeight,
    SharingCriterion,
)
from maillage.trade.governance.models import Deliberation
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_member
from tests.ground.directory.reading import plain
from tests.links_to import pages_of
from tests.trade.funding.makers import (
    make_contribution,
    make_contribution_call,
    make_cost_key,
    make_cost_line,
    make_cost_sharing,
    make_frozen_key,
    make_funding_line,
    make_funding_plan,
    make_sharing_criterion,
)
from tests.trade.governance.joint_decisions.makers import (
    make_answer,
    make_deliberation,
    make_joint_decision,
)
from tests.trade.governance.makers import make_question

ROLES = ("officer", "team", "elected", "partner", "observer")
url = pages_of("funding")


def opened(access: Access, rows: int = 2) -> CostSharing:
    """A thousand euros between members of a hundred and of three hundred inhabitants."""
    members = [make_member(cooperation=access.cooperation).organisation for _one in range(rows)]
    for place, one in enumerate(members):
        one.name, one.population = f"Commune {place}", 100 + 200 * place
        one.save()
    return services.add_sharing(
        access=access,
        sharing=CostSharing(label="Étude", year=2027, total_cents=1_000_00),
        organisations=members,
    )


def proposed(access: Access, letter: str = "A") -> CostSharing:
    sharing = opened(access)
    sharing.chosen = sharing.keys.get(letter=letter)
    sharing.joint_decision = make_joint_decision(cooperation=access.cooperation)
    sharing.save()
    return sharing


def sums(access: Access, sharing: CostSharing) -> dict[str, list[int]]:
    sheet = queries.sharing_sheet(access, sharing)
    return {one.mix.letter: [row.cents for row in one.rows] for one in sheet.readings}


def test_three_first_keys_follow_what_the_registers_know(access: Access) -> None:
    assert sums(access, opened(access)) == {
        "A": [250_00, 750_00],
        "B": [375_00, 625_00],
        "C": [500_00, 500_00],
    }


def test_many_structures_are_drawn_by_their_gaps_and_read_page_by_page(
    access: Access, officer: Client
) -> None:
    page = url(access.cooperation, "sharing", opened(access, 27).pk)

    first, second = officer.get(page), officer.get(page, {"page": "2"})
    searched = officer.get(page, {"q": "commune 26", "cle": "1"})
    drawing = first.context["drawing"]

    # The widest gaps are those of the smallest and the largest: an equal part moves them most.
    assert [one.name for one in drawing.payers][:2] == ["Commune 0", "Commune 26"]
    assert len(drawing.payers) == 10
    assert "plus grands écarts sur 27, d’une clé à l’autre" in plain(first.text)
    assert [len(one.context["rows"]) for one in (first, second)] == [25, 2]
    assert [len(one.context["value_rows"]) for one in (first, second)] == [25, 2]
    assert "26 à 27 sur 27 structures" in plain(second.text)
    assert second.context["totals"].cells == first.context["totals"].cells
    assert [one.name for one in searched.context["rows"]] == ["Commune 26"]
    assert '<input type="hidden" name="cle" value="1">' in searched.text
    assert "Aucune structure ne porte ce nom." in officer.get(page, {"q": "zzz"}).text


@pytest.mark.parametrize("rows", [1, 3])
def test_sheet_costs_the_same_whatever_it_holds(
    access: Access, officer: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    page = url(access.cooperation, "sharing", opened(access, rows).pk)
    officer.get(page)

    with django_assert_num_queries(13):
        officer.get(page)


def test_a_weight_is_tried_without_being_written(access: Access, officer: Client) -> None:
    sharing = opened(access)
    key = sharing.keys.get(letter="A")
    population, equal = sharing.criteria.order_by("pk")
    before = list(KeyWeight.objects.values_list("pk", "weight_bp"))

    question = f"cle={key.pk}&poids-{population.pk}=30&poids-{equal.pk}=30"
    page = officer.get(f"{url(access.cooperation, 'sharing', sharing.pk)}?{question}").text

    assert "375,00" in plain(page)
    assert "Ces poids font 60 % : ils sont ramenés à 100 %." in plain(page)
    assert list(KeyWeight.objects.values_list("pk", "weight_bp")) == before


def test_a_table_comes_back_as_it_left(access: Access) -> None:
    sharing = opened(access)
    days = make_sharing_criterion(sharing=sharing, label="Jours")
    sheet = queries.sharing_sheet(access, sharing)
    first, second = sheet.members

    table = read_table(table_text(sheet), sheet)
    pasted = read_table(f"Structure\tJours\tSeule\n{second}\t12,5\t1 234,50 €", sheet)

    assert table.values[days.pk, first.pk] == 10
    assert pasted.values == {(days.pk, second.pk): 12.5}
    assert pasted.sums == {second.pk: (None, 1_234_50)}


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("Structure\tÂge\nX\t3", "La colonne « Âge » n’est pas un critère : ajoutez-le d’abord."),
        ("Structure\tPopulation\nX\t3", "« X » n’est pas une structure de ce partage."),
    ],
)
def test_a_table_that_cannot_be_read_says_where(
    access: Access, officer: Client, text: str, refusal: str
) -> None:
    page = url(access.cooperation, "sharing_values", opened(access).pk)

    answer = officer.post(page, {"table": text, "version": 1})

    assert (answer.status_code, refusal in plain(answer.text)) == (422, True)


def test_what_a_plan_leaves_is_shared_and_a_refusal_told(access: Access, officer: Client) -> None:
    plan = make_funding_plan(cooperation=access.cooperation)
    make_cost_line(plan=plan, euros=1_000, section="operating")
    make_funding_line(plan=plan, section="operating", state="requested", euros=200)
    make_funding_line(
        plan=plan, section="operating", kind="own", is_remainder=True, euros=None, label=""
    )
    sharing = opened(access)
    sharing.plan, sharing.total_cents = plan, None
    sharing.save()

    page = plain(officer.get(url(access.cooperation, "sharing", sharing.pk)).text)

    assert sums(access, sharing)["A"] == [200_00, 600_00]
    assert [f"Sous la clé {one} : " in page for one in "ABC"] == [True, True, True]
    assert "1 000 € à partager." in page


def test_a_weight_that_is_no_number_is_refused_and_one_that_is_tried_is_said(
    access: Access, officer: Client
) -> None:
    sharing = opened(access)
    page = url(access.cooperation, "sharing", sharing.pk)
    key, criterion = sharing.keys.order_by("letter")[0], sharing.criteria.order_by("pk")[0]

    pages = [
        plain(officer.get(page, {"cle": key.pk, f"poids-{criterion.pk}": typed}).text)
        for typed in ("abc", "70")
    ]

    assert ["« abc » n’est pas un poids" in one for one in pages] == [True, False]
    assert ["Quitter l’essai" in one for one in pages] == [False, True]


def test_members_read_the_chosen_key_once_it_is_sent(access: Access, sign_in: SignIn) -> None:
    sharing = proposed(access)
    page = url(access.cooperation, "sharing", sharing.pk)
    make_deliberation(decision=sharing.joint_decision)

    before = {role: sign_in(role).get(page).status_code for role in ROLES}
    Deliberation.objects.update(sent_on=date(2026, 11, 20))
    after = {role: sign_in(role).get(page).status_code for role in ROLES}

    team = dict.fromkeys(("officer", "team"), 200)
    assert before == {**team, "elected": 404, "partner": 404, "observer": 302}
    assert after == {**team, "elected": 200, "partner": 200, "observer": 302}
    partner = make_access(cooperation=access.cooperation, role="partner")
    assert list(sums(partner, sharing)) == ["A"]


def test_members_read_no_value_from_which_another_key_follows(access: Access) -> None:
    sharing = proposed(access)
    days = make_sharing_criterion(sharing=sharing, label="Jours")
    fiscal = make_sharing_criterion(sharing=sharing, label="Potentiel", kind="fiscal")
    partner = make_access(cooperation=access.cooperation, role="partner")

    def read() -> list[str]:
        sheet = queries.sharing_sheet(partner, sharing)
        assert [one.label for one in sheet.read.criteria] == [one.label for one in sheet.criteria]
        return [one.label for one in sheet.criteria]

    population = read()
    KeyWeight.objects.filter(key=sharing.chosen).update(criterion=days)
    free = read()
    KeyWeight.objects.filter(key=sharing.chosen).update(criterion=fiscal)

    assert (population, free, read()) == (["Population"], ["Jours"], ["Population", "Potentiel"])


def test_an_observer_reads_the_frozen_key_alone(access: Access, sign_in: SignIn) -> None:
    sharing = make_frozen_key(cooperation=access.cooperation).key.sharing
    sharing.members.update(was_cents=4_321_00)
    make_sharing_criterion(sharing=sharing, label="Temps des agents")
    observer = make_access(cooperation=access.cooperation, role="observer")

    page = sign_in("observer").get(url(access.cooperation, "sharing", sharing.pk))

    shown = [one in plain(page.text) for one in ("4 321", "Temps des agents", "Jours")]
    assert (page.status_code, shown) == (200, [False, False, True])
    assert list(sums(observer, sharing)) == [str(sharing.chosen and sharing.chosen.letter)]


@pytest.mark.parametrize("is_joint", [False, True])
def test_values_taken_after_the_decision_are_warned_of(
    access: Access, officer: Client, *, is_joint: bool
) -> None:
    sharing, place = proposed(access), access.cooperation
    population = sharing.criteria.get(kind="population")
    population.dated_on = date(2026, 6, 1)
    population.save()
    if is_joint:
        council = make_deliberation(decision=sharing.joint_decision)
        make_answer(deliberation=council, voted_on=date(2026, 3, 12))
    else:
        sharing.joint_decision, sharing.decision = None, make_question(cooperation=place)
        sharing.decision.decided_on = date(2026, 3, 12)
        sharing.decision.save()
        sharing.save()
    page = url(place, "key_freeze", sharing.pk)

    before = plain(officer.get(page).text)
    SharingCriterion.objects.filter(pk=population.pk).update(dated_on=date(2026, 3, 12))
    same_day = plain(officer.get(page).text)

    words = "Des valeurs sont relevées après la décision"
    assert ("Population le 1er juin 2026" in before, words in before) == (True, True)
    assert words not in same_day


def test_a_key_without_its_decision_is_not_offered_to_be_frozen(
    access: Access, officer: Client
) -> None:
    sharing, place = proposed(access), access.cooperation
    freeze, page = (url(place, name, sharing.pk) for name in ("key_freeze", "sharing"))
    offered = freeze in officer.get(page).text
    CostSharing.objects.filter(pk=sharing.pk).update(joint_decision=None)

    read, answer = officer.get(page).text, officer.get(freeze, follow=True)

    assert (offered, freeze in read) == (True, False)
    assert "Dites d’abord" not in read
    assert answer.redirect_chain == [(page, 302)]
    assert "Dites d’abord quelle décision la retient." in plain(answer.text)


def test_a_frozen_key_leads_to_its_decision_and_to_what_follows(
    access: Access, officer: Client
) -> None:
    sharing, place = proposed(access), access.cooperation
    page, key = url(place, "sharing", sharing.pk), sharing.keys.get(letter="A")
    plan, call = (
        url(place, name, number)
        for name, number in (("contributions_plan", sharing.pk), ("year_call", sharing.year))
    )
    make_frozen_key(key=key)

    def leads() -> list[bool]:
        return [one in officer.get(page).text for one in (plan, call)]

    frozen, act = leads(), sharing.joint_decision
    one = make_contribution(cooperation=place, year=sharing.year)
    one.sharing = sharing
    one.save()
    planned = leads()
    make_contribution_call(contribution=one)

    assert act is not None
    address = reverse("governance:joint_decision", args=[place.slug, act.pk])
    assert f'href="{address}">{act.title}</a>' in plain(officer.get(page).text)
    assert (frozen, planned, leads()) == ([True, False], [False, True], [False, False])


def test_what_is_frozen_is_written_no_more(access: Access, officer: Client) -> None:
    sharing = proposed(access)
    place, key = access.cooperation, sharing.keys.get(letter="A")
    officer.post(url(place, "key_freeze", sharing.pk), {"version": sharing.version})
    sharing = CostSharing.objects.get(pk=sharing.pk)
    before = _all_values(sharing)

    criterion = sharing.criteria.all()[0]
    for write in (
        lambda: services.edit_sharing(access=access, sharing=sharing, read=2, organisations=[]),
        lambda: services.choose_key(access=access, sharing=sharing, read=2),
        lambda: services.remove_sharing(access=access, sharing=sharing),
        lambda: services.keep_values(access=access, sharing=sharing, read=2, values={}, sums={}),
        lambda: services.edit_criterion(access=access, criterion=criterion, read=1),
        lambda: services.remove_criterion(access=access, criterion=criterion),
        lambda: services.edit_key(access=access, key=key, read=1, weights={}, bounds={}),
        lambda: services.remove_key(access=access, key=key),
        lambda: services.add_key(
            access=access, key=CostKey(sharing=sharing), weights={}, bounds={}
        ),
    ):
        with pytest.raises(ClosedError, match="Cette clé est figée dans la décision conjointe"):
            write()

    frozen = FrozenKey.objects.get()
    assert _all_values(sharing) == before
    assert [one.cents for one in frozen.shares.all()] == [250_00, 750_00]
    assert [(one.numerator, one.denominator) for one in frozen.shares.all()] == [
        ("1", "4"),
        ("3", "4"),
    ]


@pytest.mark.parametrize("name", ["content", "fingerprint", "act", "on", "by_id", "key_id"])
def test_no_field_of_a_frozen_key_is_saved_again(access: Access, name: str) -> None:
    frozen = make_frozen_key(key=make_cost_key(sharing=make_cost_sharing(payers=2)))
    setattr(frozen, name, None)

    with pytest.raises(ClosedError):
        frozen.save()


def _all_values(sharing: CostSharing) -> list[object]:
    rows = (
        CostSharing.objects.filter(pk=sharing.pk),
        SharingCriterion.objects.filter(sharing=sharing),
        CriterionValue.objects.filter(criterion__sharing=sharing),
        CostKey.objects.filter(sharing=sharing),
        KeyWeight.objects.filter(key__sharing=sharing),
        FrozenKey.objects.filter(key__sharing=sharing),
    )
    return [list(one.order_by("pk").values()) for one in rows]


def test_a_plan_of_one_section_is_shared_in_that_one(access: Access, officer: Client) -> None:
    plan = make_funding_plan(cooperation=access.cooperation)
    make_cost_line(plan=plan, section="operating")
    member = make_member(cooperation=access.cooperation).organisation

    officer.post(
        url(access.cooperation, "sharing_add"),
        {
            "label": "Navette",
            "year": "2027",
            "plan": plan.pk,
            "section": "investment",
            "organisations": [member.pk],
        },
    )

    assert CostSharing.objects.get(label="Navette").section == "operating"

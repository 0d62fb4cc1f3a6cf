"""A frozen version: what it copies never changes, who reads it, what differs from today."""

import re
from datetime import date

import pytest
from django.urls import reverse

from maillage.core.versions import ClosedError
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.funding.funding_plan.services import edit_cost, edit_plan, record_step
from maillage.trade.funding.maquette.compare import compare
from maillage.trade.funding.maquette.frozen import frozen_entries
from maillage.trade.funding.maquette.models import MaquetteVersion
from maillage.trade.funding.maquette.queries import entries
from maillage.trade.funding.maquette.readings import Entry
from maillage.trade.funding.maquette.services import edit_version, fingerprint, freeze
from maillage.trade.funding.maquette.words import change_words, compare_sentence
from maillage.trade.funding.models import FundingPlan, LineStep
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_organisation, make_spokesperson
from tests.ground.directory.reading import plain
from tests.trade.funding.makers import make_cost_line, make_funding_line, make_funding_plan
from tests.trade.funding.maquette.makers import make_maquette_version
from tests.trade.governance.makers import make_decision
from tests.trade.plan.makers import make_action

JUNE = date(2026, 6, 16)


@pytest.fixture
def plan(cooperation: Cooperation) -> FundingPlan:
    """A hall: 100 000 €, of which the Region was asked for 40 000 and gave 20 000 before."""
    plan = make_funding_plan(action=make_action(cooperation=cooperation, title="Halle"))
    make_cost_line(plan=plan)
    region = make_organisation(workspace=cooperation.workspace, name="Région", kind="region")
    make_funding_line(plan=plan, funder=region, state="requested", label="Contrat")
    make_funding_line(plan=plan, funder=region, state="granted", label="Halles", euros=20_000)
    return plan


@pytest.fixture
def version(access: Access, plan: FundingPlan) -> MaquetteVersion:
    """The hall as it stood in June."""
    return freeze(access=access, version=MaquetteVersion(name="COPIL du 16 juin"), on=JUNE)


def test_what_is_frozen_is_what_was_read_that_day(access: Access, version: MaquetteVersion) -> None:
    frozen = frozen_entries(access, version)

    assert frozen == entries(access)
    assert (version.frozen_on, version.fingerprint) == (JUNE, fingerprint(frozen))


def test_nothing_that_is_written_since_is_in_it(
    access: Access, plan: FundingPlan, version: MaquetteVersion
) -> None:
    before = frozen_entries(access, version)
    cost, line = plan.costs.get(), plan.lines.get(label="Contrat")
    other = make_organisation(workspace=plan.cooperation.workspace, name="Val d’Aubrée")
    cost.amount_cents, cost.year, cost.section = 1, 2030, "operating"
    edit_cost(access=access, cost=cost, read=cost.version)
    plan.owner = other
    edit_plan(access=access, plan=plan, read=plan.version)
    step = LineStep(kind="granted", on=date(2026, 7, 1), amount_cents=1)
    record_step(access=access, line=line, read=line.version, step=step)
    action = plan.action
    assert action is not None
    action.title, action.objective = "Marché couvert", None
    action.save()
    assert line.funder is not None
    line.funder.name = "Grande Région"
    line.funder.save()

    after = frozen_entries(access, version)

    assert (after, fingerprint(after)) == (before, version.fingerprint)


@pytest.mark.parametrize(("field", "value"), [("name", "Autre nom"), ("decision", None)])
def test_a_version_that_serves_a_decision_is_written_no_more(
    cooperation: Cooperation, access: Access, field: str, value: object
) -> None:
    decision = make_decision(cooperation=cooperation)
    decision.meeting, decision.decided_on = None, date(2026, 12, 18)
    decision.save()
    version = make_maquette_version(cooperation=cooperation, decision=decision)
    setattr(version, field, value)

    with pytest.raises(ClosedError) as closed:
        edit_version(access=access, version=version, read=1)

    assert plain(str(closed.value)) == (
        "Cette version est figée dans la décision du 18 décembre 2026. "
        "Faites-en une nouvelle pour changer."
    )


def states(rows: list[Entry]) -> list[tuple[str, int | None, int | None, int]]:
    return sorted((one.scheme, one.requested, one.granted, one.counted) for one in rows if one.kind)


GRANTED = ("Halles", None, 20_000_00, 20_000_00)


@pytest.mark.parametrize("role", ["elected", "partner", "observer"])
def test_what_waited_is_read_by_the_team_and_those_it_concerns(
    cooperation: Cooperation, plan: FundingPlan, version: MaquetteVersion, role: str
) -> None:
    stranger, funder, owner = (make_access(cooperation=cooperation, role=role) for _n in range(3))
    region = plan.lines.get(label="Contrat").funder
    assert region is not None
    make_spokesperson(access=funder, organisation=region)
    make_spokesperson(access=owner, organisation=plan.owner)
    chosen = ("Contrat", 40_000_00, None, 40_000_00)

    read = [states(frozen_entries(one, version)) for one in (stranger, funder, owner)]

    assert read == [
        [GRANTED],
        [chosen, GRANTED],
        [GRANTED] if role == "observer" else [chosen, GRANTED],
    ]


def test_what_became_narrow_since_is_no_more_read(
    cooperation: Cooperation, plan: FundingPlan, version: MaquetteVersion
) -> None:
    partner = make_access(cooperation=cooperation, role="partner")
    assert plan.action is not None
    type(plan.action).objects.filter(pk=plan.action.pk).update(visibility="team")

    assert frozen_entries(partner, version) == []


def words(read: object) -> object:
    return plain(str(read))


def test_two_tables_differ_by_what_came_went_and_changed(
    access: Access, plan: FundingPlan, version: MaquetteVersion
) -> None:
    line = plan.lines.get(label="Contrat")
    step = LineStep(kind="granted", on=date(2026, 7, 1), amount_cents=36_250_00)
    record_step(access=access, line=line, read=line.version, step=step)
    added = make_funding_plan(cooperation=plan.cooperation, label="Évaluation")
    make_cost_line(plan=added, euros=36_000)

    read = compare(frozen_entries(access, version), entries(access))
    back = compare(entries(access), frozen_entries(access, version))

    differences = [(one.operation, one.kind, words(change_words(one))) for one in read.first]
    assert differences == [
        (
            "Halle",
            "amount",
            "Région, Contrat, 2027 : 40 000 € → 36 250 € (demandé → accordé)",
        ),
        ("Évaluation", "added", "opération ajoutée, 36 000 €"),
    ]
    assert [(one.name, one.before, one.after) for one in read.moved] == [
        ("Région", 60_000_00, 56_250_00)
    ]
    assert words(compare_sentence(read)) == (
        "Une opération ajoutée et une changée ; le coût passe de 100 000 € à 136 000 €."
    )
    assert [one.kind for one in back.changes] == ["amount", "removed"]
    assert words(compare_sentence(compare([], []))) == "Rien n’a changé de ce que vous voyez."


def test_the_page_of_a_version_says_so_and_leads_to_the_comparison(
    cooperation: Cooperation, version: MaquetteVersion, sign_in: SignIn
) -> None:
    client = sign_in("partner")
    url = reverse("funding:maquette_version", args=[cooperation.slug, version.pk])

    page = plain(client.get(url).content.decode())
    compared = client.get(f"{url}comparer/").content.decode()

    assert "figée le 16 juin 2026" in page
    assert (version.fingerprint[:12] in page, "Rien n’a changé" in compared) == (True, True)


@pytest.mark.parametrize(
    ("role", "left"), [("team", "Sans financeur encore"), ("partner", "À trouver ou à confirmer")]
)
def test_who_reads_no_request_is_not_told_that_nobody_was_asked(
    cooperation: Cooperation, version: MaquetteVersion, sign_in: SignIn, role: str, left: str
) -> None:
    url = reverse("funding:maquette_version", args=[cooperation.slug, version.pk])

    page = plain(sign_in(role).get(f"{url}comparer/").text)

    words = ("Sans financeur encore", "À trouver ou à confirmer")
    assert [one for one in words if one in page] == [left]


def test_an_officer_freezes_what_the_others_may_not(
    cooperation: Cooperation, plan: FundingPlan, sign_in: SignIn
) -> None:
    url = reverse("funding:maquette_freeze", args=[cooperation.slug])

    refused = [sign_in(role).post(url, {"name": "x"}).status_code for role in ("team", "elected")]
    sign_in("officer").post(url, {"name": "COPIL du 15 décembre"})
    twice = sign_in("officer").post(url, {"name": "COPIL du 15 décembre"}).content.decode()

    names = MaquetteVersion.objects.filter(cooperation=plan.cooperation).values_list("name")
    assert (refused, list(names)) == ([403, 403], [("COPIL du 15 décembre",)])
    assert "Une version porte déjà ce nom" in plain(twice)


def test_what_is_balanced_since_is_not_gone_from_what_is_to_be_closed(
    cooperation: Cooperation, sign_in: SignIn, plan: FundingPlan, version: MaquetteVersion
) -> None:
    other = make_funding_plan(action=make_action(cooperation=cooperation, title="Place"))
    make_cost_line(plan=other)
    make_funding_line(plan=plan, funder=plan.owner, kind="own", euros=40_000, state="granted")
    page = reverse("funding:maquette", args=[cooperation.slug])

    shown = plain(sign_in("officer").get(f"{page}?boucler=1").text)

    assert (version.name in shown, "Place" in shown) == (True, True)
    assert ("opération ajoutée" in shown, "opération retirée" in shown) == (True, False)


def test_what_was_asked_for_is_offered_to_whoever_reads_some_of_it(
    sign_in: SignIn, plan: FundingPlan
) -> None:
    """A part is not said to be all; who reads nothing of it is not told that nothing was asked."""
    page = reverse("funding:maquette", args=[plan.cooperation.slug])
    whole, part = "out ce qui a été demandé", "es demandes que vous lisez"

    roles = ("officer", "team", "elected", "partner", "observer")
    clients = {role: sign_in(role) for role in roles}

    def read(role: str) -> tuple[bool, bool]:
        text = plain(clients[role].get(page, {"mesure": "requested"}).text)
        return whole in text, part in text

    first = {role: read(role) for role in roles}
    make_spokesperson(access=Access.objects.get(role="partner"), organisation=plan.owner)

    assert first == {
        "officer": (True, False),
        "team": (True, False),
        **dict.fromkeys(("elected", "partner", "observer"), (False, False)),
    }
    assert read("partner") == (False, True)


def test_a_comparison_leaves_to_find_what_the_table_does(
    sign_in: SignIn, plan: FundingPlan, version: MaquetteVersion
) -> None:
    """Also for who reads its own request: it is not sure yet on either page."""
    pages = [
        reverse(f"funding:{name}", args=[plan.cooperation.slug, version.pk])
        for name in ("maquette_version", "maquette_compared")
    ]
    partner = sign_in("partner")
    make_spokesperson(access=Access.objects.get(role="partner"), organisation=plan.owner)

    table, compared = (plain(partner.get(one).text) for one in pages)

    assert "80 000 € restent à trouver ou à confirmer" in table
    row = re.search(r"À trouver ou à confirmer.*?</tr>", compared)
    assert row is not None
    assert re.findall(r"\d+ 000", row[0]) == ["80 000", "80 000"]

"""What the maquette says is to be closed, left out or in which state."""

import re
from datetime import date

import pytest
from django.urls import reverse

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.cooperations.profiles.words import spoken
from maillage.trade.funding.maquette.readings import open_first
from maillage.trade.funding.maquette.table import sum_rows
from maillage.trade.funding.maquette.words import beside_words
from maillage.trade.funding.models import FundingPlan
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.reading import plain
from tests.trade.funding.makers import (
    make_check_reason,
    make_cost_line,
    make_funding_line,
    make_funding_plan,
    make_line_step,
)
from tests.trade.funding.maquette.tables import STAGES, balanced_plan, body, sentence, shown, table
from tests.trade.plan.makers import make_action, make_objective


def test_a_balanced_plan_that_breaks_a_rule_is_to_be_closed(
    cooperation: Cooperation, sign_in: SignIn
) -> None:
    plan = balanced_plan(cooperation, "Halle")
    url = reverse("funding:maquette", args=[cooperation.slug])

    def shown(role: str) -> list[bool]:
        page = plain(sign_in(role).get(f"{url}?boucler=1").text)
        return [one in page for one in ("À boucler · 1", "il devait l’être le 18 mars 2025.")]

    before = shown("team"), shown("partner")
    make_check_reason(plan=plan)

    assert (before, shown("team")) == (([True, True], [False, False]), [False, False])


def test_a_share_that_is_short_if_discussed_money_counts_is_to_be_closed(
    cooperation: Cooperation, sign_in: SignIn
) -> None:
    owner = body(cooperation, "Trois Étangs", "epci")
    plan = make_funding_plan(cooperation=cooperation, label="Halle", owner=owner)
    make_cost_line(plan=plan)
    for funder, euros in ((body(cooperation, "DETR"), 10_000), (body(cooperation, "Caf"), 80_000)):
        make_funding_line(plan=plan, funder=funder, euros=euros, state="granted")
    plan.lines.filter(funder__name="Caf").update(status="to_verify")
    make_funding_line(plan=plan, funder=owner, kind="own", euros=10_000, state="granted")
    url = reverse("funding:maquette", args=[cooperation.slug])

    page = plain(sign_in("team").get(f"{url}?boucler=1").text)

    assert "À boucler · 1" in page
    assert (
        "pour un minimum de 20 000 € : il manque 10 000 €, "
        "si l’argent discuté (Caf, MSA, Europe) est public." in page
    )


def test_a_refused_line_counts_for_nothing(cooperation: Cooperation, access: Access) -> None:
    plan = make_funding_plan(cooperation=cooperation)
    make_cost_line(plan=plan)
    line = make_funding_line(plan=plan, state="requested")
    make_line_step(line=line, kind="refused", euros=None, on=date(2026, 11, 2))

    assert (shown(table(access)), sentence(table(access))) == (
        [],
        "Une opération, 100 000 €. Aucun financement n’est retenu pour l’instant. "
        "Il manque 100 000 € à « Fonctionnement 1 ».",
    )
    sums = [one.cents for one in sum_rows(table(access, measure="requested"))]
    assert sums == [line.requested_cents]


@pytest.mark.usefixtures("legumerie")
def test_a_legend_names_the_states_that_the_reader_reads(
    cooperation: Cooperation, sign_in: SignIn
) -> None:
    url = reverse("funding:maquette", args=[cooperation.slug])

    def shown_to(role: str) -> list[bool]:
        answer = sign_in(role).get(url)
        note = "ne comptent que ce que vous lisez" in answer.text
        return [*(one in answer.context["legend"] for one in STAGES), note]

    assert (shown_to("team"), shown_to("elected")) == (
        [True] * 4 + [False],
        [False, False, True, True, False],
    )


def test_sentences_say_the_states_in_the_words_of_the_profile(legumerie: FundingPlan) -> None:
    line = legumerie.lines.get(state="requested", year=2027, label="")
    line.state, line.requested_cents = "expected", None
    line.save()
    access = make_access(cooperation=legumerie.cooperation, role="officer")
    words = []
    for key in ("ctg", "crte"):
        with spoken(key):
            words.append(sentence(table(access)))

    assert ["42 000 € attendus ou à voter" in words[0], "100 000 € sollicités" in words[1]] == [
        True,
        True,
    ]


def test_the_box_of_what_is_to_close_counts_what_the_choice_holds(
    cooperation: Cooperation, sign_in: SignIn
) -> None:
    for number in range(3):
        plan = make_funding_plan(cooperation=cooperation, label=f"Halle {number}")
        make_cost_line(plan=plan, section="operating" if number else "investment")
    url, client = reverse("funding:maquette", args=[cooperation.slug]), sign_in("team")

    def counted(query: str) -> list[str]:
        return re.findall(r"À boucler · (\d+)</span>", plain(client.get(url + query).text))

    assert [counted(one) for one in ("", "?boucler=1", "?section=operating")] == [
        ["3"],
        ["3"],
        ["2"],
    ]
    assert [counted(f"?annee=1999{one}") for one in ("", "&boucler=1")] == [[], ["0"]]


def test_what_the_sums_leave_out_is_said() -> None:
    assert [plain(beside_words(one)) for one in (0, 1, 10)] == [
        "",
        "Sans le plan d’un poste, qui se lit à part.",
        "Sans les plans de dix postes, qui se lisent à part.",
    ]


def test_what_is_to_close_folds_past_ten_and_many_schemes_are_counted(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    funder = body(cooperation, "Région")
    for number in range(12):
        plan = make_funding_plan(cooperation=cooperation, label=f"Halle {number}")
        make_cost_line(plan=plan)
        make_funding_line(plan=plan, funder=funder, label=f"Contrat {number % 4}")

    client, url = sign_in("officer"), reverse("funding:maquette", args=[cooperation.slug])
    page, whole = (plain(client.get(f"{url}{query}").text) for query in ("", "?tout=1"))
    first, every = (one.partition('id="m-to-close"')[2] for one in (page, whole))

    assert 'href="?tout=1#m-to-close">Voir les 2 autres</a>' in first
    assert ["2 autres, à lire à l’écran." in one for one in (first, every)] == [True, False]
    assert ["À boucler · 12</h2>" in one for one in (first, every)] == [True, True]
    assert [re.findall(r"Halle (\d+)</a>", one) for one in (first, every)] == [
        [str(one) for one in range(count)] for count in (10, 12)
    ]
    assert "<small>quatre dispositifs</small>" in page


def test_what_lacks_the_most_is_closed_first(cooperation: Cooperation, access: Access) -> None:
    for euros, label in ((1_000, "Halle 10"), (5_000, "Gare"), (1_000, "Halle 2")):
        make_cost_line(plan=make_funding_plan(cooperation=cooperation, label=label), euros=euros)

    assert [one.head.name for one in open_first(table(access).rows)] == [
        *("Gare", "Halle 2", "Halle 10")
    ]


def test_past_ten_funders_and_ten_axes_the_others_are_one_gesture_away(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    for number in range(12):
        axis = make_objective(cooperation=cooperation, title=f"Axe {number}")
        action = make_action(cooperation=cooperation, title=f"Halle {number}", objective=axis)
        plan = make_funding_plan(action=action)
        make_cost_line(plan=plan)
        make_funding_line(plan=plan, funder=body(cooperation, f"Financeur {number}"), label="")

    page = plain(sign_in("officer").get(reverse("funding:maquette", args=[cooperation.slug])).text)
    axes, _sums, sums = page.partition('id="m-sums"')
    parts = [one.split("Voir les 2 autres") for one in (axes, sums.partition("<tfoot")[0])]

    assert [one.count('class="m-axis"') for one in parts[0]] == [10, 2]
    assert [one.count('<th scope="row"') for one in parts[1]] == [10, 2]

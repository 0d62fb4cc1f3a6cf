"""In a convention each structure decides for itself, and no silence is a vote."""

import re
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils import timezone

from maillage.core.probes import Moment
from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.joint_decisions import states as decision_states
from maillage.trade.governance.models import JointDecision
from tests.ground.directory.reading import plain, section
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.joint_decisions.makers import (
    decision_put_to,
    make_answer,
    make_joint_decision,
    make_text_version,
)


@pytest.mark.parametrize(
    ("profile", "rule"),
    [
        ("ctg", "each_for_itself"),
        ("cls", "each_for_itself"),
        ("contrat_ville", "each_for_itself"),
        ("pat", "each_for_itself"),
        ("crte", "each_for_itself"),
        ("leader", "each_for_itself"),
        ("petr", "unanimity"),
        ("other", "unanimity"),
    ],
)
def test_in_a_convention_each_decides_for_itself_until_another_rule_is_chosen(
    officer: Client, cooperation: Cooperation, profile: str, rule: str
) -> None:
    Cooperation.objects.filter(pk=cooperation.pk).update(profile=profile)

    page = officer.get(url(cooperation, "joint_decision_add")).text

    assert re.findall(r'<option value="(\w+)" selected', page) == [rule]
    assert "il n’est ni un accord ni un refus" in page


def test_a_convention_says_who_adopted_who_refused_and_who_may_sign(
    officer: Client, cooperation: Cooperation
) -> None:
    decision = decision_put_to(cooperation, "Bouin", "Machecoul", "Pornic")
    JointDecision.objects.update(rule="each_for_itself")
    text = make_text_version(decision=decision)
    for one, vote in zip(
        decision.deliberations.order_by("pk"), ("adopted", "adopted", "refused"), strict=True
    ):
        make_answer(deliberation=one, vote=vote, text=text)

    page = plain(officer.get(url(cooperation, "joint_decision", decision.pk)).text)

    assert (
        "Deux structures pourront signer une fois l’acte exécutoire. "
        "Bouin et Machecoul ont adopté, Pornic a refusé." in page
    )
    assert "Des délibérations ne sont pas encore exécutoires : Bouin et Machecoul." in page.replace(
        "\u00a0", " "
    )
    assert ("code civil, article 1199" in page, "L5221-2" in page) == (True, False)
    assert ("CGCT L2131-1 ; code civil" in page, "L5741-1" in page) == (True, False)


def test_an_act_that_binds_lets_its_structure_sign(
    officer: Client, cooperation: Cooperation
) -> None:
    decision = decision_put_to(cooperation, "Bouin")
    JointDecision.objects.update(rule="each_for_itself")
    one = decision.deliberations.get()
    make_answer(deliberation=one, text=make_text_version(decision=decision))
    typed = {"version": one.version, "transmitted_on": "09/10/2026", "published_on": "12/10/2026"}

    officer.post(url(cooperation, "joint_decision_act", one.pk), typed)

    decision.refresh_from_db()
    assert (decision.standing, decision.reading) == ("yes", "Une structure peut signer.")


@pytest.mark.parametrize(("silence", "level"), [("convention", "aged"), ("withdrawal", "done")])
def test_a_council_is_late_after_a_silence_that_is_no_vote(
    cooperation: Cooperation, silence: str, level: str
) -> None:
    today = timezone.localdate()
    decision = decision_put_to(cooperation, "Bouin")
    JointDecision.objects.update(silence=silence)
    decision.deliberations.update(session_on=today - timedelta(days=2))
    decision_put_to(cooperation, "Pornic").deliberations.update(
        session_on=today + timedelta(days=5)
    )

    facts = decision_states.load(Moment(cooperation.pk, cooperation.slug, today))

    assert decision_states.deliberations(facts).level == level


def test_decisions_whose_silence_was_agreed_on_are_read_again(cooperation: Cooperation) -> None:
    for silence in ("convention", "withdrawal"):
        make_joint_decision(cooperation=cooperation, title=silence, silence=silence)
    migration = import_module("maillage.trade.governance.migrations.0023_each_for_itself")

    migration.read_again(apps, connection.schema_editor())

    days = JointDecision.objects.order_by("title").values_list("title", "stands_until")
    assert list(days) == [("convention", date(2000, 1, 1)), ("withdrawal", None)]


def test_a_source_that_nobody_could_read_is_marked_on_the_page(
    officer: Client, cooperation: Cooperation
) -> None:
    decision = decision_put_to(cooperation, "Bouin")
    decision.deliberations.update(council="departement", session_on=date(2027, 3, 30))
    shown = {}
    for rule in ("each_for_itself", "qualified_epci"):
        JointDecision.objects.update(rule=rule)
        page = officer.get(url(cooperation, "joint_decision", decision.pk)).text
        shown[rule] = plain(section(page, "m-rule")).replace("\u00a0", " ")
    council = officer.get(
        url(cooperation, "joint_decision_council", decision.deliberations.get().pk)
    ).text

    assert "CGCT L2121-29 ; code civil, article 1199 (à vérifier)." in shown["each_for_itself"]
    assert "CGCT L5211-5 II." in shown["qualified_epci"]
    assert "CGCT L3121-19 (vérifié sur un texte de 2023)" in plain(council)

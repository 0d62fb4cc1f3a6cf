"""Rules are data: shown with their source, amended without touching code."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

from maillage.law.clear_days import clear_days
from maillage.law.election_period import listed_elections
from maillage.law.legal_body import LegalBody
from maillage.law.own_share import own_share
from maillage.law.rule import Rule
from maillage.law.rules import built_in_rules, load_rules
from maillage.law.silence import Procedure, silence, table_of_procedures

MONDAY = date(2026, 12, 7)
ADDED = """\
# Rules of the cooperation
[silence.charter]
text = "Charte : un mois ; sans réponse, accord."
source = "Charte de coopération, article 4"
checked = 2026-12-01
status = "à vérifier"
months = 1
effect_of_silence = "agreement"

[election.municipal_partial_blain]
text = "Municipale partielle de Blain."
source = "Arrêté préfectoral"
checked = 2026-12-01
status = "vérifié"
election = "municipal_partial"
polls = [2027-02-07]
"""


def rule_file(tmp_path: Path, text: str, name: str = "regles.toml") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_every_rule_says_its_source_and_its_check() -> None:
    for rule in built_in_rules():
        assert rule.text.strip()
        assert rule.source.strip()
        assert re.fullmatch(r"vérifié( sur un texte de \d{4})?|à vérifier", rule.status)
        assert rule.checked <= date(2026, 11, 29)


def test_amended_parameter_changes_the_finding(tmp_path: Path) -> None:
    path = rule_file(tmp_path, "[clear_days.commune_below_3500]\ndays = 4\n")

    finding = clear_days(MONDAY, LegalBody("commune", 800), rules=load_rules(path))

    assert finding.figures.latest_sending_date == date(2026, 12, 2)
    assert finding.source == "CGCT L2121-11"


def test_amended_source_and_status_are_shown(tmp_path: Path) -> None:
    path = rule_file(
        tmp_path,
        '[own_share.ordinary]\nrate = 0.25\nsource = "Loi de 2027"\n'
        'status = "à vérifier"\nchecked = 2027-01-05\n',
    )

    finding = own_share(Decimal(100), Decimal(20), Decimal(80), rules=load_rules(path))

    assert (finding.figures.minimum_own, finding.figures.respected) == (Decimal(25), False)
    assert (finding.source, finding.rule.checked) == (
        "Loi de 2027 (à vérifier)",
        date(2027, 1, 5),
    )
    assert finding.rule.is_to_verify


def test_amended_sentence_is_shown(tmp_path: Path) -> None:
    path = rule_file(tmp_path, '[clear_days.sentences]\nsend_by = "Partir avant {latest}."\n')

    finding = clear_days(MONDAY, LegalBody("epci"), rules=load_rules(path))

    assert finding.sentence == "Partir avant 1er décembre 2026."


def test_added_rules_are_used_like_the_others(tmp_path: Path) -> None:
    rules = load_rules(rule_file(tmp_path, ADDED))

    finding = silence("charter", date(2027, 1, 31), on=date(2027, 3, 1), rules=rules)

    assert finding.figures.deemed == "agreement"
    assert finding.source == "Charte de coopération, article 4 (à vérifier)"
    assert table_of_procedures(["charter"], rules=rules) == {"charter": Procedure(1, "agreement")}
    assert "municipal_partial" in [one.election for one in listed_elections(rules)]


def test_added_rule_speaks_before_the_built_in_ones(tmp_path: Path) -> None:
    path = rule_file(
        tmp_path,
        '[clear_days.internal_rules]\ntext = "Règlement"\nsource = "Règlement intérieur"\n'
        'checked = 2026-12-01\nstatus = "vérifié"\nkinds = ["epci"]\n'
        'counting = "clear"\ndays = 7\n',
    )

    finding = clear_days(MONDAY, LegalBody("epci"), emergency=True, rules=load_rules(path))

    assert finding.figures.latest_sending_date == date(2026, 11, 29)
    assert finding.rule.id == "clear_days.internal_rules"


def test_later_file_amends_the_earlier_one(tmp_path: Path) -> None:
    first = rule_file(tmp_path, ADDED, "a.toml")
    second = rule_file(tmp_path, "[silence.charter]\nmonths = 2\n", "b.toml")

    rules = load_rules(first, second)

    assert rules["silence.charter"].whole("months") == 2
    assert rules["silence.charter"].text == "Charte : un mois ; sans réponse, accord."


def test_built_in_rules_are_left_as_they_were(tmp_path: Path) -> None:
    load_rules(rule_file(tmp_path, "[clear_days.commune_below_3500]\ndays = 4\n"))

    assert built_in_rules()["clear_days.commune_below_3500"].whole("days") == 3


def test_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert load_rules(rule_file(tmp_path, "")) == built_in_rules()


def test_absent_parameters_read_as_nothing() -> None:
    rule = Rule("reminder.agenda", "", "", MONDAY, "vérifié", {})

    assert (rule.whole("days"), rule.decimal("rate"), rule.flag("seats")) == (0, Decimal(0), False)
    assert (rule.word("label"), rule.words("kinds"), rule.days("polls")) == (None, (), ())
    assert (rule.table("required_above"), rule.tables("alternatives")) == ({}, ())


def test_a_paper_cites_a_text_of_law_once_it_is_verified() -> None:
    rules = built_in_rules()

    assert [
        rules[name].printed for name in ("clear_days.commune_below_3500", "majority.unanimity")
    ] == [
        "CGCT L2121-11",
        "",
    ]

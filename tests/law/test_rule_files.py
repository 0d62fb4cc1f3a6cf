"""A wrong file of rules is refused with its line and what to write instead."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.law.rule_files import RuleFileError
from maillage.law.rules import load_rules

WHOLE_RULE = """\
[silence.charter]
text = "Charte"
source = "Charte"
checked = 2026-12-01
status = "vérifié"
effect_of_silence = "agreement"
"""


def refusal(path: Path, text: str | bytes) -> RuleFileError:
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    with pytest.raises(RuleFileError) as caught:
        load_rules(path)
    return caught.value


def line_refused(path: Path) -> int:
    try:
        load_rules(path)
    except RuleFileError as error:
        return error.line
    return 0


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ('[silence.charter]\ntext = "Charte', 2, "au milieu d’une valeur"),
        ("[silence.charter]\nmonths = ", 2, "au milieu d’une valeur"),
        ("a = [1,\n\n", 1, "au milieu d’une valeur"),
        (WHOLE_RULE + WHOLE_RULE, 7, "ce n’est pas du TOML valide"),
        ("\n\n[taxes.rate]\nrate = 1\n", 3, "« taxes » n’est pas une famille de règles"),
        ("months = 3\n", 1, "« months » doit être une table"),
        ("[silence]\nextension = 3\n", 2, "« extension » doit être une table"),
        ("#\n[[silence.extension]]\nmonths = 3\n", 2, "« extension » doit être une table"),
        ("[silence.extension]\n# mois\nmois = 3\n", 3, "« mois » est inconnu ici (connus : text,"),
        ('[silence.extension]\nmonths = "3"\n', 2, "« months » doit être un nombre entier"),
        ("[silence.extension]\nmonths = true\n", 2, "« months » doit être un nombre entier"),
        ("[silence.extension]\nmonths = -1\n", 2, "« months » doit être un nombre entier"),
        ("[silence.extension]\nmonths = 1201\n", 2, "« months » doit être un nombre entier"),
        ('[silence.extension]\neffect_of_silence = "oui"\n', 2, "agreement, refusal, none"),
        ("[silence.extension]\neffect_of_silence = 1\n", 2, "agreement, refusal, none"),
        ('[silence.extension]\nstatus = "vérifie"\n', 2, "« vérifié sur un texte de 2023 »"),
        ('[silence.extension]\nstatus = "vérifié sur un texte de 203"\n', 2, "« à vérifier »"),
        ("[silence.extension]\nstatus = 1\n", 2, "« à vérifier »"),
        ('[silence.extension]\nchecked = "2026-12-01"\n', 2, "une date AAAA-MM-JJ"),
        ("[silence.extension]\nchecked = 2026-12-01T10:00:00\n", 2, "une date AAAA-MM-JJ"),
        ('[silence.extension]\ntext = " "\n', 2, "un texte entre guillemets"),
        ("[own_share.ordinary]\nrate = 20\n", 2, "une part entre 0 et 1"),
        ("[own_share.ordinary]\nrate = nan\n", 2, "une part entre 0 et 1"),
        ("[association_grants.agreement]\nabove = -1\n", 2, "un nombre, zéro ou plus"),
        ('[clear_days.region]\nkinds = ["regions"]\n', 2, "une liste de mots parmi commune,"),
        ("[clear_days.region]\nkinds = [1]\n", 2, "une liste de mots parmi commune,"),
        ('[clear_days.region]\nkinds = "region"\n', 2, "une liste de mots parmi commune,"),
        ("[clear_days.region]\nfirst_session = 1\n", 2, "true ou false"),
        ('[election.legislative_2029]\nmonth_of_poll = "2029-13"\n', 2, "« AAAA-MM »"),
        ("[election.legislative_2029]\nmonth_of_poll = 2029\n", 2, "« AAAA-MM »"),
        ("[election.legislative_2029]\npolls = 2029-06-10\n", 2, "une liste de dates"),
        ('[election.legislative_2029]\npolls = ["2029-06-10"]\n', 2, "une liste de dates"),
        ('[election_period.senatorial]\nseries_1 = [""]\n', 2, "une liste de textes"),
        ("[election_period.senatorial]\nseries_1 = 37\n", 2, "une liste de textes"),
        ('[silence.charter]\ntext = "Charte"\n', 1, "il manque à cette règle : source, checked,"),
        (WHOLE_RULE.replace("effect_of", "# "), 1, "il manque à cette règle : effect_of_silence."),
        ("[silence]\nsentences = 1\n", 2, "« sentences » doit être une table"),
        ('[silence.sentences]\nhello = "Bonjour"\n', 2, "la phrase « hello » n’existe pas"),
        ("[silence.sentences]\nbefore = 1\n", 2, "« before » doit être un texte"),
        ('[silence.sentences]\nbefore = ""\n', 2, "« before » doit être un texte"),
        ('[silence.sentences]\nbefore = "Le {jour}"\n', 2, "chiffre inconnu dans la phrase : jour"),
        ('[silence.sentences]\nbefore = "Le {last:>{width}}"\n', 2, "chiffre inconnu"),
        ('[silence.sentences]\nbefore = "Le {last!r}"\n', 2, "chiffre inconnu"),
        ('[silence.sentences]\nbefore = "Le {last"\n', 2, "une accolade n’est pas fermée"),
    ],
)
def test_wrong_file_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, sentence: str
) -> None:
    error = refusal(tmp_path / "regles.toml", text)

    assert error.line == line
    assert sentence in error.sentence
    assert str(error) == f"regles.toml, ligne {line} : {error.sentence}"


@pytest.mark.parametrize(
    "wrong",
    [
        "alternatives = 1",
        "alternatives = []",
        "alternatives = [1]",
        "alternatives = [{}]",
        'alternatives = [{inhabitants = {share = "1/2"}}]',
        'alternatives = [{seats = {share = "1/2"}, population = {share = "1/2"}}]',
        "alternatives = [{count = 1}]",
        "alternatives = [{count = {share = 0.5}}]",
        'alternatives = [{count = {share = "3/2"}}]',
        'alternatives = [{count = {share = "1/0"}}]',
        'alternatives = [{count = {share = "1/2", strict = 1}}]',
        'alternatives = [{count = {share = "1/2", more = true}}]',
        "required_above = 1",
        'required_above = {measure = "population", share = "1/4"}',
        'required_above = {measure = "age", share = "1/4", only_largest = true}',
        'required_above = {measure = "population", share = "a", only_largest = true}',
        'required_above = {measure = "population", share = "1/4", only_largest = 1}',
    ],
)
def test_wrong_majority_is_refused(tmp_path: Path, wrong: str) -> None:
    error = refusal(tmp_path / "regles.toml", f"[majority.qualified_epci]\n{wrong}\n")

    assert error.line == 2
    assert "doit être une" in error.sentence


def test_line_is_found_whatever_the_way_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "regles.toml"

    assert refusal(path, "\nsilence.extension.months = 'x'\n").line == 2
    assert refusal(path, '\n["silence"."extension"]\n"months" = "x"\n').line == 3
    assert refusal(path, "\n[silence]\nextension = {months = 'x'}\n").line == 3
    assert refusal(path, "silence = {extension = {months = 'x'}}\n").line == 1


def test_text_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    error = refusal(tmp_path / "regles.toml", "# un\n# vérifié\n".encode("latin-1"))

    assert (error.line, error.sentence) == (
        2,
        "ce texte n’est pas en UTF-8 ; enregistrez le fichier dans cet encodage.",
    )


def test_absent_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match=r"rien\.toml, ligne 1 : ce fichier ne peut pas"):
        load_rules(tmp_path / "rien.toml")


@pytest.fixture(scope="module")
def any_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place for one file after the other."""
    return tmp_path_factory.mktemp("regles") / "regles.toml"


@given(text=st.text(max_size=60))
def test_any_text_is_either_read_or_refused_in_french(any_file: Path, text: str) -> None:
    any_file.write_text(text, encoding="utf-8", errors="replace", newline="")

    line = line_refused(any_file)

    assert 0 <= line <= text.count("\n") + 1

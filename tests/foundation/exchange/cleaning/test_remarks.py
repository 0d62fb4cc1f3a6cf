"""What a remark tells: coming, leaving, period, death, whoever took over."""

import pytest

from maillage.foundation.exchange.cleaning.names import Name
from maillage.foundation.exchange.cleaning.remarks import is_sentence, read_remark, term_in


def days(text: str) -> list[str | None]:
    return [str(one.date) if one else None for one in term_in(text)]


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("arrivée le 01/09/2025", "2025-09-01", None),
        ("en poste depuis 2021", "2021-01-01", None),
        ("prise de poste : 4 mai 2026", "2026-05-04", None),
        ("assure l’intérim depuis le 3 mars 2026", "2026-03-03", None),
        ("intérim du 01/02/2026 au 30/06/2026", "2026-02-01", "2026-06-30"),
        ("retraite au 1er juillet 2026", None, "2026-07-01"),
        ("départ prévu le 31/08/2026 à Vaux", None, "2026-08-31"),
        ("fin de contrat en juin 2026", None, "2026-06-01"),
        ("mutation le 01/09/2026", None, "2026-09-01"),
        ("congé maternité du 01/03/2026 au 30/08/2026", None, None),
        ("départ annoncé, date non connue", None, None),
        ("a remplacé Mme LORMEL en 2024", None, None),
    ],
)
def test_dates_of_a_remark(text: str, since: str | None, until: str | None) -> None:
    assert days(text) == [since, until]


@pytest.mark.parametrize(
    ("text", "name", "since", "contacts"),
    [
        ("remplacée par M. Hugo BRISSAC depuis le 01/10/2026", Name("M.", "BRISSAC", "Hugo"),
         "2026-10-01", ""),
        ("partie ; remplacée par Mme Ida Tesson au 01/01/2026", Name("Mme", "Tesson", "Ida"),
         "2026-01-01", ""),
        ("nouveau contact : Mme T. GRIVEL, t.grivel@val.example.org, 01 99 00 22 33",
         Name("Mme", "GRIVEL", "T."), "", "t.grivel@val.example.org ; 01 99 00 22 33"),
        ("a pour successeur M. PASTOU", Name("M.", "PASTOU", ""), "", ""),
        ("nouvelle directrice : Ida TESSON", Name(None, "TESSON", "Ida"), "", ""),
    ],
)  # fmt: skip
def test_successor_of_a_remark(text: str, name: Name, since: str, contacts: str) -> None:
    remark = read_remark(text)

    assert remark.successor is not None
    began = remark.successor.since
    assert (remark.successor.name, str(began.date) if began else "") == (name, since)
    assert (remark.contacts, remark.since) == (contacts, None)


@pytest.mark.parametrize(
    "text",
    ["successeur à désigner", "remplaçant de M. Hugo BRISSAC", "Remplace M. Hugo BRISSAC",
     "remplacé par la suite", "nouveau contact à trouver", "nommée en remplacement de M. BRISSAC"],
)  # fmt: skip
def test_nobody_took_over(text: str) -> None:
    assert read_remark(text).successor is None


def test_death_is_that_of_whoever_the_remark_is_about() -> None:
    texts = ("décédé le 12/01/2026", "Décédée, remplacée par M. BRISSAC", "remplace M. BRISSAC")
    assert [read_remark(text).dead for text in texts] == [True, True, False]
    assert not read_remark("a succédé à Hugo BRISSAC, décédé").dead


@pytest.mark.parametrize(
    ("text", "expected"),
    [("préfère être appelé le matin", True), ("depuis le 3 mars 2026", False), ("2026", False),
     ("parti le 31/08/2026 (retraite)", False)],
)  # fmt: skip
def test_sentence_says_more_than_a_day(text: str, expected: bool) -> None:
    assert is_sentence(text) is expected

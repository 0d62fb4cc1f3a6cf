"""Every kind of body has its organ, its quorum and its court."""

import pytest

from maillage.law.deliberation import executory_rule
from maillage.law.organs import court_of, ctg_visas, doubtful, founding_article, organs, own_source
from maillage.law.quorum import quorum_rule
from maillage.law.words import BODY_KINDS


def test_every_kind_of_body_has_an_organ_and_its_rules() -> None:
    assert set(organs()) == {*BODY_KINDS, "caf", "msa", "chamber_of_agriculture"}
    for kind in BODY_KINDS:
        assert kind in quorum_rule(kind).words("kinds")
        assert kind in executory_rule(kind).words("kinds")


def test_a_kind_of_body_that_the_law_does_not_name_has_no_rule() -> None:
    with pytest.raises(KeyError):
        quorum_rule("club")


@pytest.mark.parametrize(
    ("kind", "plain", "of_words", "agreement"),
    [
        ("commune", "conseil municipal", "du conseil municipal", ""),
        ("chamber", "assemblée générale", "de l’assemblée générale", "e"),
    ],
)
def test_an_organ_is_written_with_its_article(
    kind: str, plain: str, of_words: str, agreement: str
) -> None:
    organ = organs()[kind]

    assert (organ.plain, organ.of_words, organ.agreement) == (plain, of_words, agreement)


@pytest.mark.parametrize(
    ("kind", "short", "with_article"),
    [
        ("commune", "conseil", "le conseil"),
        ("closed_syndicate", "comité", "le comité"),
        ("chamber_of_agriculture", "chambre", "la chambre"),
        ("chamber", "chambre", "la chambre"),
    ],
)
def test_an_organ_is_said_in_a_word(kind: str, short: str, with_article: str) -> None:
    assert (organs()[kind].short, organs()[kind].short_with_article) == (short, with_article)


@pytest.mark.parametrize(
    ("kind", "deciding"),
    [
        ("commune", "le conseil municipal"),
        ("chamber_of_agriculture", "la chambre, réunie en session,"),
        ("chamber", "la chambre, réunie en assemblée générale,"),
    ],
)
def test_a_chamber_decides_itself(kind: str, deciding: str) -> None:
    assert organs()[kind].deciding == deciding


def test_a_source_keeps_what_binds_the_body() -> None:
    both = "CGCT L2121-29 ; code civil, art. 1199"

    assert own_source(organs()["commune"], both) == both
    assert own_source(organs()["epci"], both) == "code civil, art. 1199"


def test_a_visa_cites_the_code_and_its_articles() -> None:
    code = "le code général des collectivités territoriales"

    assert organs()["commune"].visa() == f"{code}, notamment ses articles L2121-29 et L2131-1"
    assert organs()["epci"].visa(form="CC") == (
        f"{code}, notamment ses articles L5211-1, L5211-3, L5211-9 et L5214-16"
    )
    assert organs()["msa"].visa() == (
        "le code rural et de la pêche maritime, notamment son article L726-1"
    )
    assert organs()["association"].visa() == ""


def test_what_was_verified_is_not_doubtful() -> None:
    assert ctg_visas().status == "vérifié"
    assert doubtful([("A", "vérifié"), ("B", "à vérifier"), ("", "à vérifier")]) == (
        "B (à vérifier)",
    )


def test_every_departement_has_its_court() -> None:
    metropolitan = [f"{number:02}" for number in range(1, 96) if number != 20]
    every = [*metropolitan, "2A", "2B", "971", "972", "973", "974", "976"]

    assert [code for code in every if not court_of(code)] == []
    assert (court_of("44"), court_of("2A"), court_of("")) == ("Nantes", "Bastia", "")


def test_the_article_that_founds_a_body_is_read_by_its_kind() -> None:
    assert founding_article("petr") == (
        "l’article L5741-1 du code général des collectivités territoriales"
    )
    with pytest.raises(KeyError):
        founding_article("club")

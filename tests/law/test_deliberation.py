"""An act binds, a joint text may be signed."""

from datetime import date

import pytest

from maillage.law.challenge import Challenge
from maillage.law.deliberation import (
    Act,
    ActState,
    JointActs,
    act_state,
    challenge_of,
    deliberation,
    publicity,
    signature,
)

TODAY = date(2026, 11, 25)
BOUND = Act(date(2026, 11, 10), date(2026, 11, 12), date(2026, 11, 13), text="T1")


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (Act(), "Délibération à voter."),
        (
            Act(date(2026, 11, 10)),
            "Délibération votée ; il reste : transmission et publication.",
        ),
        (
            Act(date(2026, 11, 10), transmitted=date(2026, 11, 12)),
            "Délibération transmise, à publier.",
        ),
        (
            Act(date(2026, 11, 10), published=date(2026, 11, 12)),
            "Délibération publiée, à transmettre au représentant de l’État.",
        ),
        (BOUND, "Délibération exécutoire depuis le 13 novembre 2026."),
    ],
)
def test_each_state_has_its_sentence(act: Act, sentence: str) -> None:
    assert act_state(act, today=TODAY).sentence == sentence


@pytest.mark.parametrize(
    ("body_kind", "source"),
    [
        ("commune", "CGCT L2131-1"),
        ("epci", "CGCT L5211-3, qui renvoie à L2131-1"),
        ("closed_syndicate", "CGCT L5211-3, qui renvoie à L2131-1"),
        ("open_syndicate", "CGCT L5721-4, qui renvoie à L3131-1"),
        ("departement", "CGCT L3131-1"),
        ("region", "CGCT L4141-1"),
        ("chamber", "Statuts ou règlement intérieur (à vérifier)"),
    ],
)
def test_act_binds_by_the_article_of_its_kind_of_body(body_kind: str, source: str) -> None:
    assert act_state(Act(body_kind=body_kind)).source == source


def test_unknown_kind_of_body_has_no_article() -> None:
    with pytest.raises(KeyError):
        act_state(Act(body_kind="unheard_of"))


def test_signing_too_early_shows_the_case_law() -> None:
    finding = signature(BOUND, date(2026, 11, 11))

    assert (finding.level, finding.finding_id) == ("alert", "signed_before_transmission")
    assert finding.source == "CE Sect. avis 10 juin 1996 n° 176873 ; CE 9 mai 2012"
    assert finding.figures == ActState("executory", date(2026, 11, 13), ())


def test_signing_before_the_vote_is_the_graver_one() -> None:
    finding = signature(BOUND, date(2026, 11, 9))

    assert finding.finding_id == "signed_before_vote"
    assert finding.sentence == (
        "Le contrat a été signé avant le vote : le signataire n’était pas habilité."
    )


def test_signing_in_order_reports_nothing() -> None:
    assert signature(BOUND, date(2026, 11, 12)) == act_state(BOUND)


def test_joint_text_is_ready_since_the_last_council() -> None:
    late = Act(date(2026, 11, 16), date(2026, 11, 20), date(2026, 11, 18), text="T1")

    finding = deliberation({"Blain": BOUND, "CC de Nozay": late}, today=TODAY)

    assert finding.figures == JointActs(
        True,
        date(2026, 11, 20),
        None,
        {"Blain": "executory", "CC de Nozay": "executory"},
        {},
    )
    assert finding.sentence == (
        "Toutes les délibérations sont exécutoires depuis le 20 novembre 2026 : prêt à signer."
    )


def test_two_texts_do_not_agree() -> None:
    other = Act(date(2026, 11, 16), text="T2")

    finding = deliberation({"Blain": BOUND, "CC de Nozay": other}, today=TODAY)

    assert (finding.level, finding.finding_id) == ("attention", "different_texts")
    assert finding.figures.missing_by_structure == {"CC de Nozay": ("transmission", "publication")}


def test_what_is_missing_names_the_structures() -> None:
    finding = deliberation({"Blain": BOUND, "Nozay": Act(), "Derval": Act()}, today=TODAY)

    assert finding.sentence == (
        "Des délibérations ne sont pas encore exécutoires : Nozay et Derval."
    )


def test_act_is_open_to_challenge_from_publication_and_transmission() -> None:
    finding = challenge_of(BOUND, today=TODAY)

    assert finding.figures == Challenge(
        date(2027, 1, 14), None, date(2027, 1, 13), date(2027, 1, 14), None
    )
    assert finding.sentence == (
        "Contestable jusqu’au 14 janvier 2027, sauf recours gracieux d’ici là."
    )


def test_act_not_transmitted_by_law_is_open_to_third_parties_alone() -> None:
    act = Act(date(2026, 11, 10), published=date(2026, 11, 13), subject_to_transmission=False)

    finding = challenge_of(act)

    assert finding.figures == Challenge(date(2027, 1, 14), None, None, date(2027, 1, 14), None)


def test_publicity_says_both_days() -> None:
    finding = publicity(date(2026, 12, 28))

    assert finding.sentence == (
        "Liste des délibérations à publier au plus tard le 4 janvier 2027 ;"
        " procès-verbal : sans objet."
    )

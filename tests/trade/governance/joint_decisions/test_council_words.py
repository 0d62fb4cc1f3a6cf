"""Open data and officers' words for what councils voted, or are still to vote, are read."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.joint_decisions.rules import Counts, counts_fault, counts_words
from maillage.trade.governance.joint_decisions.table.cells import counts_in, vote_of
from maillage.trade.governance.models import Answer, Deliberation
from tests.foundation.exchange.importing import figures, remarks_of, undone
from tests.foundation.exchange.spreadsheets import Row
from tests.trade.governance.joint_decisions.makers import make_deliberation, make_joint_decision
from tests.trade.governance.joint_decisions.test_council_table import decision_put_to, read, written

SCDL: Row = [
    *("COLL_NOM", "COLL_SIRET", "DELIB_ID", "DELIB_DATE", "DELIB_MATIERE_CODE"),
    *("DELIB_MATIERE_NOM", "DELIB_OBJET", "BUDGET_ANNEE", "PREF_ID", "PREF_DATE"),
    *("VOTE_EFFECTIF", "VOTE_REEL", "VOTE_POUR", "VOTE_CONTRE", "VOTE_ABSTENTION", "DELIB_URL"),
]
NAMES = "Commune de Lagrange", "Commune d’Orcheville", "Commune de Pervenche"
VOTED = "deliberation__organisation__name", "vote", "votes_for", "votes_against", "abstentions"


def scdl(name: str, siret: str, *votes: str, about: str = "Charte") -> Row:
    """A deliberation of 6 October 2026, in the columns of open data."""
    url = "https://example.org/2026-84.pdf"
    first: Row = [name, siret, "2026-84", "2026-10-06", "8.2", "Aide sociale", about, "2026"]
    return [*first, "044-1", "2026-10-08", "15", "14", *votes, url]


def test_votes_of_open_data_come_in_with_their_counts(access: Access) -> None:
    decision_put_to(access.cooperation, *NAMES)

    run = written(
        access,
        [
            SCDL,
            scdl("LAGRANGE", "21440001500019", "12", "2", "1"),
            scdl("MAIRIE D'ORCHEVILLE", "21440002300018", "3", "11", "0"),
            scdl("Pervenche", "21440003100017", "7", "7", ""),
        ],
    )

    assert (remarks_of(run), remarks_of(run, "warnings")) == ([], [])
    assert list(Answer.objects.order_by("pk").values_list(*VOTED)) == [
        ("Commune de Lagrange", "adopted", 12, 2, 1),
        ("Commune d’Orcheville", "refused", 3, 11, 0),
    ]
    assert [one.act_number for one in Deliberation.objects.order_by("pk")] == ["2026-84"] * 3
    assert Deliberation.objects.order_by("pk")[2].session_on == date(2026, 10, 6)


def test_a_deliberation_on_something_else_is_told_from_ours(access: Access) -> None:
    decision_put_to(access.cooperation, NAMES[0], title="Charte petite enfance")

    run = read(
        access,
        [
            SCDL,
            scdl("Lagrange", "", "12", "0", "0", about="Tarifs de la piscine"),
            scdl("Lagrange", "", "12", "0", "0", about="Approbation de la charte petite enfance"),
        ],
    )

    assert remarks_of(run) == [
        ("A2", "Aucune décision conjointe ne demande ceci à cette structure.")
    ]


@pytest.mark.parametrize(
    ("text", "vote"),
    [
        ("adoptée à l’unanimité", "adopted"),
        ("Favorable", "adopted"),
        ("11 pour", "adopted"),
        ("11 pour 2 contre", "adopted"),
        ("Pour : 3, contre : 9", "refused"),
        ("favorable avec réserves", "reserved"),
        ("favorable, sans réserve", "adopted"),
        ("défavorable", "refused"),
        ("reportée", "deferred"),
        ("ajournée", "deferred"),
        ("refusée", "refused"),
        ("7 pour, 7 contre", ""),
    ],
)
def test_a_vote_is_read_in_the_words_of_officers(text: str, vote: str) -> None:
    assert vote_of(text) == vote


@pytest.mark.parametrize("header", ["Résultat", "Avis", "Sens du vote", "Vote"])
def test_a_vote_still_to_come_is_no_error(access: Access, header: str) -> None:
    decision_put_to(access.cooperation, *NAMES)

    run = written(
        access,
        [
            ["Commune", "Date du conseil", header],
            ["Lagrange", "prévu le 12/12/2099", "prévu"],
            ["Orcheville", "à fixer", "?"],
            ["Pervenche", "06/10/2026", "11 pour 2 contre"],
        ],
    )

    assert remarks_of(run) == []
    assert remarks_of(run, "warnings") == [("B3", "Pas encore de date : ce conseil reste à fixer.")]
    assert list(Deliberation.objects.order_by("pk").values_list("session_on", flat=True)) == [
        date(2099, 12, 12),
        None,
        date(2026, 10, 6),
    ]
    assert list(Answer.objects.values_list(*VOTED)) == [
        ("Commune de Pervenche", "adopted", 11, 2, None)
    ]


def test_a_council_to_come_may_be_said_in_the_column_of_votes(access: Access) -> None:
    decision_put_to(access.cooperation, NAMES[0])

    run = written(access, [["Commune", "Résultat"], ["Lagrange", "prévu le 12/12"]])

    session = Deliberation.objects.get().session_on
    assert session is not None
    assert (remarks_of(run), session.month, session.day) == ([], 12, 12)
    assert remarks_of(run, "warnings")[0][1].startswith("Année non dite : lu 12\u00a0décembre")


def test_a_vote_may_say_its_day(access: Access) -> None:
    decision_put_to(access.cooperation, NAMES[0])

    run = written(
        access, [["Commune", "Vote"], ["Lagrange", "adoptée à la majorité le 06/10/2026"]]
    )

    assert (remarks_of(run), remarks_of(run, "warnings")) == ([], [])
    assert list(Answer.objects.values_list("vote", "voted_on")) == [("adopted", date(2026, 10, 6))]


def test_the_decision_is_written_once_over_its_councils(access: Access) -> None:
    decision_put_to(access.cooperation, *NAMES)
    decision_put_to(access.cooperation, "Commune de Val-Fleuri", title="Service unifié")

    run = written(
        access,
        [
            ["Objet de la délibération", "Commune", "Date CM", "Vote"],
            ["Charte", "Lagrange", "06/10/2026", "oui"],
            ["", "Orcheville", "07/10/2026", "oui"],
            ["Service unifié", "Val Fleuri", "08/10/2026", "oui"],
        ],
    )

    assert remarks_of(run) == []
    assert Answer.objects.count() == 3


def test_an_unknown_or_ambiguous_structure_is_said_with_names(access: Access) -> None:
    decision_put_to(access.cooperation, "MSA Sarne-Loire", "MSA du Bocage", NAMES[0])
    row: Row = ["", "06/10/2026", "oui"]

    run = read(
        access, [["Partenaire", "Date CM", "Vote"], ["MSA", *row[1:]], ["Lagrnge", *row[1:]]]
    )

    assert remarks_of(run) == [
        (
            "A2",
            "Plusieurs structures portent ce nom : écrivez leur nom entier "
            "(MSA du Bocage ; MSA Sarne-Loire).",
        ),
        (
            "A3",
            "Aucune décision conjointe ne demande ceci à cette structure. "
            "Le plus proche : « Commune de Lagrange ».",
        ),
    ]


def test_counts_belong_to_the_vote() -> None:
    assert counts_in("12 pour, 2 contre, 1 abst.") == Counts(12, 2, 1)
    assert counts_words(Counts(12, 2, 1)) == "12 pour, 2 contre, 1 abstention"
    assert counts_words(Counts()) == ""
    assert counts_fault("adopted", Counts(2, 9)).startswith("Ces voix disent l’inverse")
    assert counts_fault("refused", Counts(9, 2)).startswith("Ces voix disent l’inverse")
    assert [counts_fault(vote, Counts(7, 7)) for vote in ("adopted", "refused")] == ["", ""]


def test_counts_are_typed_and_shown_on_the_sheet(officer: Client, access: Access) -> None:
    decision_put_to(access.cooperation, NAMES[0])
    council = Deliberation.objects.get()
    slug = access.cooperation.slug
    page = reverse("governance:joint_decision_answer", args=[slug, council.pk])
    values = {
        "vote": "adopted",
        "voted_on": "06/10/2026",
        "means": "phone",
        "told_by": "L. Roux",
        "told_on": "07/10/2026",
        "version": council.version,
        "votes_for": "2",
    }

    refused = officer.post(page, values | {"votes_against": "9"})
    officer.post(page, values | {"votes_against": "0", "abstentions": "3"})

    sheet = officer.get(reverse("governance:joint_decision_council", args=[slug, council.pk])).text
    assert "Ces voix disent l’inverse du vote" in refused.text
    assert "2 pour, 0 contre, 3 abstentions" in sheet


def test_result_and_voices_in_two_columns_go_together(access: Access) -> None:
    decision_put_to(access.cooperation, *NAMES)

    run = written(
        access,
        [
            ["Commune", "Conseil du", "Résultat", "Votes", "Observations"],
            ["Lagrange", "06/10/2026", "favorable", "12 pour, 2 abst.", "à relancer"],
            ["Orcheville", "07/10/2026", "avec réserves", "9 pour 3 contre", "revoir l’article 4"],
            ["Pervenche", "novembre", "", "", ""],
        ],
    )

    assert remarks_of(run) == []
    assert remarks_of(run, "warnings") == [
        ("B4", "Pas encore de jour : écrivez-le quand il sera connu, 30/04/2026.")
    ]
    assert list(Answer.objects.order_by("pk").values_list(*VOTED, "reserves")) == [
        ("Commune de Lagrange", "adopted", 12, None, 2, ""),
        ("Commune d’Orcheville", "reserved", 9, 3, None, "revoir l’article 4"),
    ]


def test_what_a_column_holds_says_whether_it_is_the_question_or_the_vote(access: Access) -> None:
    decision_put_to(access.cooperation, *NAMES, title="Charte de coopération 2027")
    decision_put_to(access.cooperation, "Commune de Val-Fleuri", title="Service unifié")

    run = written(
        access,
        [
            ["Décision", "Structure", "Date", "Avis"],
            ["Charte de coopération", "Lagrange", "06/10/2026", "favorable"],
            ["", "Orcheville", "07/10/2026", "ajournée"],
            ["Service unifié", "Val Fleuri", "08/10/2026", "défavorable"],
        ],
    )

    assert remarks_of(run) == []
    assert [one.vote for one in Answer.objects.order_by("pk")] == [
        "adopted",
        "deferred",
        "refused",
    ]


def test_counts_go_out_and_come_back_equal(officer: Client, access: Access) -> None:
    decision_put_to(access.cooperation, NAMES[0])
    written(access, [SCDL, scdl("Lagrange", "", "12", "2", "1")])
    page = reverse("exchange:export", args=[access.cooperation.slug])

    out = officer.get(f"{page}?tableau=deliberations&colonnes=toutes&format=csv").text
    rows: list[Row] = [list(line.split(";")) for line in out.lstrip("\ufeff").splitlines()]
    again = read(access, rows)

    assert ("Pour;Contre;Abstentions;Réserves" in out, "Observations" in out) == (True, False)
    assert (remarks_of(again), remarks_of(again, "warnings")) == ([], [])
    assert [one["number"] for one in again.preview["figures"]] == [0, 1, 1]


def test_voices_complete_a_vote_that_was_noted_without_them(access: Access) -> None:
    decision_put_to(access.cooperation, NAMES[0])
    written(access, [["Commune", "Date CM", "Vote"], ["Lagrange", "06/10/2026", "oui"]])

    run = written(access, [SCDL, scdl("Lagrange", "", "12", "2", "1")])
    other = written(access, [SCDL, scdl("Lagrange", "", "13", "1", "1")])

    assert list(Answer.objects.values_list(*VOTED)) == [
        ("Commune de Lagrange", "adopted", 12, 2, 1)
    ]
    assert (figures(run), remarks_of(run, "warnings")) == ([0, 1], [])
    assert remarks_of(other, "warnings") == [
        ("M2", "Maillage a noté « 12 pour, 2 contre, 1 abstention » : c’est ce qui est gardé.")
    ]
    undone(other, access.user)
    undone(run, access.user)
    assert list(Answer.objects.values_list(*VOTED)) == [
        ("Commune de Lagrange", "adopted", None, None, None)
    ]


def test_decisions_over_groups_of_columns_are_read_one_after_the_other(access: Access) -> None:
    decision_put_to(access.cooperation, *NAMES[:2], title="Charte de coopération 2027")
    second = make_joint_decision(cooperation=access.cooperation, title="Service unifié enfance")
    for name in NAMES[:2]:
        organisation = Organisation.objects.get(name=name)
        make_deliberation(decision=second, organisation=organisation)

    run = written(
        access,
        [
            ["", "Charte de coopération", "", "Service unifié", ""],
            ["Commune", "Date CM", "Vote", "Date CM", "Vote"],
            ["Lagrange", "06/10/2026", "oui", "07/10/2026", "non"],
            ["Orcheville", "", "", "08/10/2026", "oui"],
        ],
    )

    assert remarks_of(run) == []
    voted = "deliberation__decision__title", "deliberation__organisation__name", "vote"
    assert sorted(Answer.objects.values_list(*voted)) == [
        ("Charte de coopération 2027", "Commune de Lagrange", "adopted"),
        ("Service unifié enfance", "Commune de Lagrange", "refused"),
        ("Service unifié enfance", "Commune d’Orcheville", "adopted"),
    ]


def test_a_title_names_the_decision_by_some_of_its_words(access: Access) -> None:
    decision_put_to(access.cooperation, NAMES[0], title="Charte de coopération 2027")
    second = make_joint_decision(cooperation=access.cooperation, title="Service unifié enfance")
    organisation = Organisation.objects.get(name=NAMES[0])
    make_deliberation(decision=second, organisation=organisation)

    run = written(
        access,
        [
            ["Suivi des délibérations – Service unifié", "", ""],
            ["Commune", "Date CM", "Vote"],
            ["Lagrange", "06/10/2026", "oui"],
        ],
    )

    assert (remarks_of(run), Answer.objects.get().deliberation.decision) == ([], second)

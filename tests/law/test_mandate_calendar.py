"""A renewal opens dates."""

from datetime import date

from maillage.law.legal_body import LegalBody
from maillage.law.mandate_calendar import (
    GovernancePact,
    MandateEvents,
    governance_pact,
    mandate_calendar,
)

CC = LegalBody("epci")
RENEWAL = date(2026, 3, 22)


def test_pact_is_adopted_within_nine_months() -> None:
    finding = governance_pact(CC, MandateEvents(RENEWAL, pact_decided=True))

    assert finding.figures == GovernancePact(
        True, date(2026, 12, 22), date(2026, 10, 22), None, None
    )
    assert finding.sentence == (
        "Pacte de gouvernance à adopter au plus tard le 22 décembre 2026 ;"
        " projet envoyé aux communes au plus tard le 22 octobre 2026."
    )


def test_opinions_after_the_last_day_are_an_alert() -> None:
    events = MandateEvents(RENEWAL, pact_decided=True, pact_draft_sent=date(2026, 10, 23))

    finding = governance_pact(CC, events)

    assert finding.figures.pact_opinions_until == date(2026, 12, 23)
    assert (finding.level, finding.finding_id) == ("alert", "opinions_too_late")


def test_debate_is_due_even_without_a_pact() -> None:
    finding = governance_pact(CC, MandateEvents(RENEWAL))

    assert finding.figures == GovernancePact(True, None, None, None, None)
    assert (finding.level, finding.finding_id) == ("information", "debate")


def test_syndicate_has_no_pact() -> None:
    finding = governance_pact(
        LegalBody("commune_syndicate"), MandateEvents(RENEWAL, pact_decided=True)
    )

    assert finding.figures == GovernancePact(False, None, None, None, None)
    assert (finding.level, finding.finding_id) == (None, None)


def test_every_deadline_has_its_sentence_and_source() -> None:
    events = MandateEvents(
        RENEWAL,
        petr_created=date(2024, 7, 1),
        transfer=date(2026, 7, 1),
        clect_report_sent=date(2027, 1, 31),
    )

    result = mandate_calendar(CC, events)

    deadlines = (result.petr_project, result.petr_revision, result.clect_report, result.clect_vote)
    assert [(one.sentence, one.source) for one in deadlines if one] == [
        (
            "Projet de territoire du PETR à élaborer au plus tard le 1er juillet 2025.",
            "CGCT L5741-2",
        ),
        (
            "Projet de territoire du PETR à réviser au plus tard le 22 mars 2027.",
            "CGCT L5741-2",
        ),
        (
            "Rapport de la CLECT attendu au plus tard le 1er avril 2027.",
            "CGI art. 1609 nonies C IV",
        ),
        (
            "Rapport de la CLECT à approuver par les communes au plus tard le 30 avril 2027.",
            "CGI art. 1609 nonies C IV (à vérifier)",
        ),
    ]


def test_petr_created_after_the_renewal_has_nothing_to_revise() -> None:
    result = mandate_calendar(CC, MandateEvents(RENEWAL, petr_created=date(2026, 7, 1)))

    assert result.petr_revision is None

"""What do the rules on elections, mandates and people give for a worked example?"""

from datetime import date

from maillage.law.cases.inputs import Inputs
from maillage.law.cases.outputs import Outputs, outputs_of
from maillage.law.election_period import Election, election_period
from maillage.law.finding import LegalFinding
from maillage.law.legal_body import LegalBody
from maillage.law.mandate_calendar import Deadline, MandateEvents, mandate_calendar
from maillage.law.retention import (
    Due,
    access_answer,
    information_of_person,
    reading_expiry,
    retention,
    statement_renewal,
)


def election_period_outputs(inputs: Inputs) -> Outputs:
    """Return the windows of the territory, and on a day whether one is open."""
    listed = [_election(one) for one in inputs.items("elections")]
    return outputs_of(
        election_period(
            listed if inputs.has("elections") else None,
            department=inputs.text_or_none("department"),
            on=inputs.day_or_none("on"),
        )
    )


def mandate_calendar_outputs(inputs: Inputs) -> Outputs:
    """Return the dates of the pact, of the PETR project and of the CLECT."""
    events = MandateEvents(
        renewal=inputs.day_or_none("renewal"),
        pact_decided=inputs.flag("pact_decided", False),
        pact_draft_sent=inputs.day_or_none("pact_draft_sent"),
        petr_created=inputs.day_or_none("petr_created"),
        transfer=inputs.day_or_none("transfer"),
        clect_report_sent=inputs.day_or_none("clect_report_sent"),
    )
    result = mandate_calendar(inputs.body() or LegalBody("epci"), events)
    return outputs_of(result.pact) | {
        "petr_project_until": _deadline(result.petr_project),
        "petr_revision_until": _deadline(result.petr_revision),
        "clect_report_until": _deadline(result.clect_report),
        "clect_vote_until": _deadline(result.clect_vote),
    }


def retention_outputs(inputs: Inputs) -> Outputs:
    """Return the dates of a person's record and of an accessibility statement."""
    value_by_name: Outputs = {}
    if inputs.has("mandates"):
        ends = [one.day_or_none("end") for one in inputs.items("mandates")]
        value_by_name["erase_or_anonymise_from"] = _due(
            retention(ends, years=inputs.whole_or_none("years"))
        )
    if inputs.is_set("reading_recorded"):
        recorded, months = inputs.day("reading_recorded"), inputs.whole_or_none("expiry_months")
        value_by_name["reading_expires"] = _due(reading_expiry(recorded, months=months))
    if inputs.is_set("data_obtained"):
        obtained, contact = inputs.day("data_obtained"), inputs.day_or_none("first_contact")
        value_by_name["inform_person_until"] = _due(
            information_of_person(
                obtained,
                first_contact=contact,
                first_disclosure=inputs.day_or_none("first_disclosure"),
            )
        )
    if inputs.is_set("access_request_received"):
        value_by_name["answer_until"] = _due(access_answer(inputs.day("access_request_received")))
    if inputs.is_set("accessibility_statement"):
        value_by_name["renew_until"] = _due(
            statement_renewal(inputs.day("accessibility_statement"))
        )
    return value_by_name


def _election(one: Inputs) -> Election:
    month = one.text_or_none("month_of_poll")
    return Election(
        one.text("election"),
        date.fromisoformat(f"{month}-01") if month else None,
        tuple(date.fromisoformat(day) for day in one.names("polls")),
        one.day_or_none("latest_last_round"),
    )


def _deadline(finding: LegalFinding[Deadline] | None) -> str | None:
    return finding.figures.day.isoformat() if finding else None


def _due(finding: LegalFinding[Due]) -> str | None:
    return finding.figures.day.isoformat() if finding.figures.day else None

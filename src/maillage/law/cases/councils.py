"""What do the rules on councils give for a worked example?"""

from maillage.law.cases.inputs import Inputs
from maillage.law.cases.outputs import Outputs, outputs_of
from maillage.law.clear_days import clear_days
from maillage.law.majority import (
    Ballot,
    each_for_itself,
    qualified_majority,
    simple_majority_each,
    two_thirds_of_composition,
    unanimity,
)
from maillage.law.quorum import Attendance, Proxy, SecondConvocation, quorum


def clear_days_outputs(inputs: Inputs) -> Outputs:
    """Return days required, counting, latest sending date, and whether the sending is in time."""
    return outputs_of(
        clear_days(
            inputs.day("session"),
            inputs.body(),
            days_by_hand=inputs.whole_or_none("clear_days"),
            emergency=inputs.flag("emergency", False),
            first_session_after_renewal=inputs.flag("first_session_after_renewal", False),
            classified_installation=inputs.flag("classified_installation", False),
            sent=inputs.day_or_none("sent"),
        )
    )


def quorum_outputs(inputs: Inputs) -> Outputs:
    """Return members counted and needed, proxies, votes and whether the item may be decided."""
    value_by_name = outputs_of(
        quorum(
            Attendance(
                inputs.whole("members_in_office"),
                inputs.whole("present"),
                inputs.whole("stood_down", 0),
                [_proxy(one) for one in inputs.items("proxies")],
                inputs.whole("interested", 0),
            ),
            _second_convocation(inputs),
            body_kind=inputs.text("body_kind", "commune"),
        )
    )
    refused = value_by_name["refused_proxies"]
    lines = refused if isinstance(refused, list) else []
    value_by_name["refused_proxies"] = [_refused(line) for line in lines if isinstance(line, dict)]
    return value_by_name


def majority_outputs(inputs: Inputs) -> Outputs:
    """Return whether the decision is acquired, by which shares, and who is missing."""
    return MAJORITIES[inputs.text("decision_rule")](inputs)


def _refused(line: Outputs) -> Outputs:
    return {"from": line["giver"], "reason": line["reason"]}


def _proxy(one: Inputs) -> Proxy:
    return Proxy(
        one.text("from"),
        one.text("holder"),
        one.flag("written", True),
        one.whole("consecutive_sessions", 1),
        one.flag("certified_illness", False),
    )


def _second_convocation(inputs: Inputs) -> SecondConvocation | None:
    if not inputs.is_set("second_convocation_sent"):
        return None
    return SecondConvocation(
        inputs.day("second_convocation_sent"),
        inputs.day_or_none("session"),
        inputs.flag("item_on_first_agenda", True),
    )


def _qualified(inputs: Inputs) -> Outputs:
    populations = inputs.part("populations")
    return outputs_of(
        qualified_majority(
            {member: populations.whole(member) for member in populations.fields},
            inputs.names("in_favour"),
            body_kind=inputs.part("body").text("kind"),
            silent=inputs.names("silent"),
            effect_of_silence=inputs.text("effect_of_silence", "none"),
        )
    )


def _unanimity(inputs: Inputs) -> Outputs:
    return outputs_of(unanimity(inputs.names("members"), inputs.names("in_favour")))


def _each_for_itself(inputs: Inputs) -> Outputs:
    return outputs_of(
        each_for_itself(
            inputs.names("members"), inputs.names("in_favour"), required=inputs.names("required")
        )
    )


def _two_thirds(inputs: Inputs) -> Outputs:
    return outputs_of(
        two_thirds_of_composition(
            inputs.whole("committee_members"), inputs.whole("votes_in_favour")
        )
    )


def _simple(inputs: Inputs) -> Outputs:
    ballots = {
        council: Ballot(
            one.whole("for"),
            one.whole("against"),
            one.whole("abstain", 0),
            one.flag("president_for", False),
            one.flag("secret", False),
        )
        for council, one in inputs.parts("ballots").items()
    }
    return outputs_of(simple_majority_each(ballots))


MAJORITIES = {
    "qualified_majority": _qualified,
    "unanimity": _unanimity,
    "each_for_itself": _each_for_itself,
    "two_thirds_of_composition": _two_thirds,
    "simple_majority_each": _simple,
}

"""What do the rules on acts and their delays give for a worked example?"""

from maillage.law.cases.inputs import Inputs
from maillage.law.cases.outputs import Outputs, outputs_of, written
from maillage.law.challenge import Beginning, challenge
from maillage.law.deliberation import Act, act_state, deliberation, publicity, signature
from maillage.law.silence import silence, table_of_procedures

EVERY_COUNCIL = ("unanimity", "simple_majority_each")
DATES = ("voted", "transmitted", "published", "signed")


def deliberation_outputs(inputs: Inputs) -> Outputs:
    """Return the state of an act, its signature, the joint text and the days of publicity."""
    value_by_name: Outputs = {}
    if inputs.has("session") or inputs.has("minutes_approved"):
        value_by_name |= _publicity(inputs)
    if inputs.has("structures"):
        return value_by_name | _joint(inputs)
    if any(inputs.has(name) for name in DATES):
        value_by_name |= _one_act(inputs)
    return value_by_name


def challenge_outputs(inputs: Inputs) -> Outputs:
    """Return the last day of each delay, the latest, and those open on the day of reading."""
    return outputs_of(
        challenge(
            published=_beginning(inputs, "published"),
            notified=_beginning(inputs, "notified"),
            transmitted=_beginning(inputs, "transmitted"),
            department=inputs.text_or_none("department"),
            on=inputs.day_or_none("on"),
        )
    )


def silence_outputs(inputs: Inputs) -> Outputs:
    """Return the delay of a procedure and what silence is worth, or the table of procedures."""
    value_by_name: Outputs = {}
    if inputs.has("procedures"):
        value_by_name["table"] = written(table_of_procedures(inputs.names("procedures")))
    if inputs.has("procedure"):
        value_by_name |= outputs_of(
            silence(
                inputs.text("procedure"),
                inputs.day_or_none("notified"),
                months=inputs.whole_or_none("months"),
                voted=inputs.day_or_none("voted"),
                on=inputs.day_or_none("on"),
            )
        )
    return value_by_name


def _one_act(inputs: Inputs) -> Outputs:
    act, today = _act(inputs, True), inputs.day_or_none("today")
    value_by_name = outputs_of(act_state(act, today=today))
    if inputs.is_set("signed"):
        value_by_name |= outputs_of(signature(act, inputs.day("signed"), today=today))
    return value_by_name


def _joint(inputs: Inputs) -> Outputs:
    if inputs.text("decision_rule", "unanimity") not in EVERY_COUNCIL:
        return {}
    subject = inputs.flag("subject_to_transmission", True)
    acts = {one.text("name"): _act(one, subject) for one in inputs.items("structures")}
    return outputs_of(deliberation(acts, today=inputs.day_or_none("today")))


def _publicity(inputs: Inputs) -> Outputs:
    return outputs_of(
        publicity(
            inputs.day_or_none("session"),
            inputs.day_or_none("minutes_approved"),
            body=inputs.body(),
        )
    )


def _act(inputs: Inputs, subject: bool) -> Act:
    return Act(
        inputs.day_or_none("voted"),
        inputs.day_or_none("transmitted"),
        inputs.day_or_none("published"),
        inputs.flag("subject_to_transmission", subject),
        inputs.text_or_none("text"),
        inputs.text("body_kind", "commune"),
    )


def _beginning(inputs: Inputs, name: str) -> Beginning | None:
    if not inputs.has(name):
        return None
    if name != "transmitted":
        return Beginning(
            inputs.day_or_none(name),
            appeal=inputs.day_or_none("appeal"),
            answered=inputs.day_or_none("appeal_answered"),
            living=inputs.text("living", "metropolitan"),
        )
    return Beginning(
        inputs.day_or_none(name),
        inputs.day_or_none("completion_requested"),
        inputs.day_or_none("completed"),
    )

"""Which dates does a renewal, a PETR or a transfer of competence open?"""

from dataclasses import dataclass
from datetime import date

from maillage.law.delays import latest_start, months_after
from maillage.law.finding import LegalFinding, Remark, finding, remark, statement
from maillage.law.legal_body import LegalBody
from maillage.law.rules import Rules, built_in_rules
from maillage.law.wording import french_date


@dataclass(frozen=True)
class GovernancePact:
    """The pact of one mandate; `None` where there is no pact, or no date to count from."""

    pact_debate_required: bool
    pact_until: date | None
    pact_draft_sent_latest: date | None
    pact_opinions_until: date | None
    pact_opinions_in_time: bool | None


@dataclass(frozen=True)
class Deadline:
    """One last day of the mandate."""

    day: date


@dataclass(frozen=True)
class MandateEvents:
    """What happened, `None` for what did not: the days that open a delay."""

    renewal: date | None = None
    pact_decided: bool = False
    pact_draft_sent: date | None = None
    petr_created: date | None = None
    transfer: date | None = None
    clect_report_sent: date | None = None


@dataclass(frozen=True)
class MandateCalendar:
    """The findings of a mandate: its pact, then each deadline opened, `None` for the others."""

    pact: LegalFinding[GovernancePact]
    petr_project: LegalFinding[Deadline] | None
    petr_revision: LegalFinding[Deadline] | None
    clect_report: LegalFinding[Deadline] | None
    clect_vote: LegalFinding[Deadline] | None


def mandate_calendar(
    body: LegalBody, events: MandateEvents, *, rules: Rules | None = None
) -> MandateCalendar:
    """Return every date that the mandate opens, each as a finding with its own source.

    A PETR created after the renewal has no revision before the next one. Source: CGCT
    L5211-11-2, L5741-2, CGI 1609 nonies C IV. On screen: « Pacte de gouvernance à adopter au
    plus tard le 22 décembre 2026 ; projet envoyé aux communes au plus tard le 22 octobre 2026. »
    """
    rules = rules or built_in_rules()
    created, renewal = events.petr_created, events.renewal
    is_revised = renewal is not None and (created is None or created <= renewal)
    return MandateCalendar(
        pact=governance_pact(body, events, rules=rules),
        petr_project=_deadline(rules, "petr_project", created),
        petr_revision=_deadline(rules, "petr_revision", renewal if is_revised else None),
        clect_report=_deadline(rules, "clect_report", events.transfer),
        clect_vote=_deadline(rules, "clect_vote", events.clect_report_sent),
    )


def governance_pact(
    body: LegalBody, events: MandateEvents, *, rules: Rules | None = None
) -> LegalFinding[GovernancePact]:
    """Return whether the pact must be debated, its last day and that of the sending of its draft.

    Nine months after the renewal when the pact is decided; the opinions' two months must be over
    by then. Source: CGCT L5211-11-2. On screen: « Débat sur un pacte de gouvernance obligatoire
    après le renouvellement. »
    """
    rules = rules or built_in_rules()
    rule = rules["mandate_calendar.governance_pact"]
    opinions = rules["mandate_calendar.governance_pact_opinions"].whole("months")
    required = body.kind in rule.words("kinds")
    renewal = events.renewal if required and events.pact_decided else None
    until = months_after(renewal, rule.whole("months")) if renewal else None
    sent = events.pact_draft_sent if required else None
    opinions_until = months_after(sent, opinions) if sent else None
    figures = GovernancePact(
        pact_debate_required=required,
        pact_until=until,
        pact_draft_sent_latest=latest_start(until, opinions) if until else None,
        pact_opinions_until=opinions_until,
        pact_opinions_in_time=opinions_until <= until if opinions_until and until else None,
    )
    return finding(rules, rule.id, _chosen(figures), figures, **_sentence_values(figures))


def _deadline(rules: Rules, name: str, start: date | None) -> LegalFinding[Deadline] | None:
    if start is None:
        return None
    rule = rules[f"mandate_calendar.{name}"]
    day = months_after(start, rule.whole("months"))
    words = french_date(day)
    return finding(rules, rule.id, statement(f"{name}_until"), Deadline(day), day=words)


def _chosen(figures: GovernancePact) -> Remark:
    if not figures.pact_debate_required:
        return statement("no_pact")
    if figures.pact_opinions_in_time is False:
        return remark("alert", "opinions_too_late")
    return statement("pact") if figures.pact_until else remark("information", "debate")


def _sentence_values(figures: GovernancePact) -> dict[str, str]:
    days = {
        "pact": figures.pact_until,
        "sent": figures.pact_draft_sent_latest,
        "opinions": figures.pact_opinions_until,
    }
    return {name: french_date(day) if day else "" for name, day in days.items()}

"""Is the deliberation binding, and may the joint text be signed?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from maillage.law.challenge import Beginning, Challenge, challenge
from maillage.law.finding import LegalFinding, finding, remark, statement
from maillage.law.legal_body import LegalBody
from maillage.law.rule import Rule
from maillage.law.rules import Rules, built_in_rules
from maillage.law.wording import french_date, french_list
from maillage.law.words import WITHOUT_ACTS


@dataclass(frozen=True)
class Act:
    """The dates of one deliberation, `None` for what is not done; `text` is its fingerprint.

    `body_kind` is a word of `words.BODY_KINDS`: it gives the article by which the act binds.
    """

    voted: date | None = None
    transmitted: date | None = None
    published: date | None = None
    subject_to_transmission: bool = True
    text: str | None = None
    body_kind: str = "commune"

    def seen_on(self, today: date | None) -> "Act":
        """Return the act as it stands on a day: later dates have not happened yet."""
        if today is None:
            return self
        voted, transmitted, published = (
            day if day is not None and day <= today else None
            for day in (self.voted, self.transmitted, self.published)
        )
        return replace(self, voted=voted, transmitted=transmitted, published=published)


@dataclass(frozen=True)
class ActState:
    """Where it stands: `to_vote`, `voted`, `transmitted`, `published` or `executory`."""

    state: str
    executory_on: date | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class JointActs:
    """Whether a joint text may be signed, since when, else why not and what each one lacks."""

    ready_to_sign: bool
    ready_since: date | None
    reason: str | None
    states: Mapping[str, str]
    missing_by_structure: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Publicity:
    """Last days of publication; `None` where nothing is due."""

    list_of_deliberations_until: date | None
    minutes_published_until: date | None


def act_state(
    act: Act, *, today: date | None = None, rules: Rules | None = None
) -> LegalFinding[ActState]:
    """Return the state of one deliberation, the day it became executory and what is missing.

    Executory on the later of transmission and publication; publication alone for an act outside
    L2131-2. Source: the article of its kind of body alone, CGCT L2131-1, L5211-3, L5721-4,
    L3131-1 or L4141-1.
    On screen: « Délibération transmise, à publier. »
    """
    rules = rules or built_in_rules()
    figures = _state_of(act.seen_on(today))
    since = french_date(figures.executory_on) if figures.executory_on else ""
    missing = french_list(figures.missing)
    return finding(
        rules,
        executory_rule(act.body_kind, rules=rules).id,
        statement(figures.state),
        figures,
        since=since,
        missing=missing,
    )


def executory_rule(body_kind: str, *, rules: Rules | None = None) -> Rule:
    """Return the rule by which the acts of such a body bind; a `KeyError` for an unknown kind."""
    for rule in (rules or built_in_rules()).of("deliberation"):
        if body_kind in rule.words("kinds"):
            return rule
    raise KeyError(body_kind)


def challenge_of(
    act: Act,
    *,
    today: date | None = None,
    department: str | None = None,
    rules: Rules | None = None,
) -> LegalFinding[Challenge]:
    """Return until when the act may be challenged by third parties and by the prefect.

    From its publication and, for an act of L2131-2, its transmission; a delay that has not begun
    stays open. Source: CJA R421-1, CGCT L2131-6.
    On screen: « Contestable jusqu’au 18 janvier 2027, sauf recours gracieux d’ici là. »
    """
    seen = act.seen_on(today)
    return challenge(
        published=Beginning(seen.published),
        transmitted=Beginning(seen.transmitted) if act.subject_to_transmission else None,
        department=department,
        rules=rules,
    )


def signature(
    act: Act, signed: date, *, today: date | None = None, rules: Rules | None = None
) -> LegalFinding[ActState]:
    """Return whether the contract was signed too early, the graver defect first.

    `signed_before_vote`: nobody had given the power; `signed_before_transmission`: irregular, no
    automatic nullity. Source: CE Sect. avis 10 June 1996 n° 176873; CE 9 May 2012.
    On screen: « Le contrat a été signé avant le vote : le signataire n’était pas habilité. »
    """
    rules = rules or built_in_rules()
    seen = act.seen_on(today)
    figures = _state_of(seen)
    if today is not None and signed > today:
        return act_state(act, today=today, rules=rules)
    if seen.voted is None or signed < seen.voted:
        chosen = remark("alert", "signed_before_vote")
    elif act.subject_to_transmission and (seen.transmitted is None or signed < seen.transmitted):
        chosen = remark("alert", "signed_before_transmission")
    else:
        return act_state(act, today=today, rules=rules)
    return finding(rules, "deliberation.signature", chosen, figures)


def deliberation(
    acts: Mapping[str, Act],
    *,
    today: date | None = None,
    is_convention: bool = False,
    rules: Rules | None = None,
) -> LegalFinding[JointActs]:
    """Return whether the joint text of several structures is ready to sign, and what is missing.

    Ready when every structure has voted the same text and every act is executory, since the
    latest of their dates. Texts are compared among those who have voted. Source: CGCT L5211-17,
    L5741-1, L2131-1; for a convention, its own rule alone.
    On screen: « Toutes les délibérations sont exécutoires depuis le 6 octobre 2026 : prêt à
    signer. »
    """
    rules = rules or built_in_rules()
    seen = {name: act.seen_on(today) for name, act in acts.items()}
    states = {name: _state_of(act) for name, act in seen.items()}
    missing = {name: state.missing for name, state in states.items() if state.missing}
    reason = _reason(seen, missing)
    days = [state.executory_on for state in states.values() if state.executory_on]
    since = max(days) if reason is None else None
    figures = JointActs(
        reason is None, since, reason, {name: one.state for name, one in states.items()}, missing
    )
    return finding(
        rules,
        "deliberation.convention" if is_convention else "deliberation.concordant",
        statement("ready_to_sign") if reason is None else remark("attention", reason),
        figures,
        since=french_date(since) if since else "",
        structures=french_list(list(missing)),
    )


def publicity(
    session: date | None,
    minutes_approved: date | None = None,
    *,
    body: LegalBody | None = None,
    rules: Rules | None = None,
) -> LegalFinding[Publicity]:
    """Return until when the list of deliberations and the minutes must be published.

    A week after the session; a week after the session that approved the minutes. Councils only.
    Source: CGCT L2121-25, L2121-15. On screen: « Liste des délibérations à publier au plus tard le
    4 janvier 2027 ; procès-verbal : 4 mars 2027. »
    """
    rules = rules or built_in_rules()
    if body is not None and body.kind in WITHOUT_ACTS:
        figures = Publicity(None, None)
        return finding(rules, "deliberation.publicity", statement("no_council"), figures)
    week = timedelta(days=rules["deliberation.publicity"].whole("days"))
    figures = Publicity(
        session + week if session else None, minutes_approved + week if minutes_approved else None
    )
    return finding(
        rules,
        "deliberation.publicity",
        statement("publish_until"),
        figures,
        list_until=_shown(figures.list_of_deliberations_until),
        minutes_until=_shown(figures.minutes_published_until),
    )


def _state_of(act: Act) -> ActState:
    missing = _missing(act)
    dates = [day for day in (act.transmitted, act.published) if day]
    if not missing:
        counted = dates if act.subject_to_transmission else [day for day in (act.published,) if day]
        return ActState("executory", max(counted), ())
    if "vote" in missing:
        return ActState("to_vote", None, missing)
    if act.published:
        return ActState("published", None, missing)
    return ActState("transmitted" if act.transmitted else "voted", None, missing)


def _missing(act: Act) -> tuple[str, ...]:
    if act.voted is None:
        return ("vote", *(["transmission"] if act.subject_to_transmission else []), "publication")
    missing = []
    if act.transmitted is None and act.subject_to_transmission:
        missing.append("transmission")
    if act.published is None:
        missing.append("publication")
    return tuple(missing)


def _reason(acts: Mapping[str, Act], missing: Mapping[str, Sequence[str]]) -> str | None:
    texts = {act.text for act in acts.values() if act.voted and act.text is not None}
    if len(texts) > 1:
        return "different_texts"
    return "not_executory" if missing or not acts else None


def _shown(day: date | None) -> str:
    return french_date(day) if day else "sans objet"

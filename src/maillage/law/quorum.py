"""May the council decide this item?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.law.delays import days_after
from maillage.law.finding import LegalFinding, Remark, finding, remark, statement
from maillage.law.rule import Rule
from maillage.law.rules import Rules, built_in_rules
from maillage.law.wording import french_date, french_list


@dataclass(frozen=True)
class Proxy:
    """A vote given to another; `consecutive_sessions` counts this one."""

    giver: str
    holder: str
    written: bool = True
    consecutive_sessions: int = 1
    certified_illness: bool = False


@dataclass(frozen=True)
class RefusedProxy:
    """A proxy that does not count, and why: `not_written`, `more_than_three_sessions`,
    `holder_already_has_one`.
    """

    giver: str
    reason: str


@dataclass(frozen=True)
class SecondConvocation:
    """A session after one without quorum, for this item.

    `sent` is the day of the second convocation; for a body that meets again as of right
    (département, région), the day of the first session.
    """

    sent: date
    session: date | None = None
    item_on_first_agenda: bool = True


@dataclass(frozen=True)
class Attendance:
    """Who is there for one item: `present` in person, all those who stand down left out.

    `stood_down` represent the council in the body concerned: they are in office no more for this
    item. `interested` leave for an interest of their own: they stay in office.
    """

    members_in_office: int
    present: int
    stood_down: int = 0
    proxies: Sequence[Proxy] = ()
    interested: int = 0


@dataclass(frozen=True)
class Quorum:
    """Members counted, members needed, votes available, and whether the item may be decided."""

    members_counted: int
    needed: int
    quorum_met: bool
    valid_proxies: int
    refused_proxies: tuple[RefusedProxy, ...]
    votes_available: int
    earliest_second_session: date | None
    may_decide: bool


def quorum(
    attendance: Attendance,
    second: SecondConvocation | None = None,
    *,
    body_kind: str = "commune",
    rules: Rules | None = None,
) -> LegalFinding[Quorum]:
    """Return whether the council may decide this item, with how many votes.

    More than half of the members in office, present in person; proxies count for the vote only.
    Who stands down for an interest of their own stays in office; who represents the council in
    the body concerned does not. After a session without quorum, a council called again with three
    clear days, or that of a département or a région three days later, needs none for the items
    of the first agenda. `body_kind` is a word of `words.BODY_KINDS`.
    Source: CGCT L2121-17, L5211-1, L3121-14, L4132-13, L2121-20, L2131-11, L1111-6 II, CE 16 June
    1997 n° 142691. On screen: « Quorum atteint (présents : 10, nécessaires : 9) ; voix : 12. »
    """
    rules = rules or built_in_rules()
    rule = _rule_of_kind(rules, body_kind, "again")
    counted = max(attendance.members_in_office - attendance.stood_down, 0)
    needed = counted // 2 + 1
    is_met = attendance.present >= needed
    refused = refused_proxies(attendance.proxies, body_kind=body_kind, rules=rules)
    valid = len(attendance.proxies) - len(refused)
    earliest = _earliest(rules, rule, second) if second else None
    figures = Quorum(
        members_counted=counted,
        needed=needed,
        quorum_met=is_met,
        valid_proxies=valid,
        refused_proxies=refused,
        votes_available=attendance.present + valid,
        earliest_second_session=earliest,
        may_decide=is_met or _decides_without_quorum(attendance, second, earliest),
    )
    return finding(
        rules,
        _rule_id(rule, attendance, second),
        _chosen(figures, second, rule.word("again") or ""),
        figures,
        present=attendance.present,
        needed=needed,
        votes=figures.votes_available,
        earliest=french_date(earliest) if earliest else "",
    )


def quorum_by_college(
    colleges: Mapping[str, Attendance], *, rules: Rules | None = None
) -> LegalFinding[dict[str, Quorum]]:
    """Return the quorum of each college, for a body whose own rules ask it college by college.

    Source: the rules of the body. On screen: « Quorum non atteint dans : élus. »
    """
    rules = rules or built_in_rules()
    figures = {name: quorum(one, rules=rules).figures for name, one in colleges.items()}
    missing = [name for name, one in figures.items() if not one.quorum_met]
    chosen = remark("attention", "colleges_missing") if missing else statement("colleges_met")
    return finding(rules, "quorum.own_rules", chosen, figures, colleges=french_list(missing))


def refused_proxies(
    proxies: Sequence[Proxy], *, body_kind: str = "commune", rules: Rules | None = None
) -> tuple[RefusedProxy, ...]:
    """Return the proxies that do not count, in the order given, with the reason of each.

    Written, one per holder (the first valid one listed is kept); in communes and EPCI, three
    sessions in a row at most apart from certified illness. Where the statutes decide, none.
    Source: CGCT L2121-20, L3121-16. On screen: « Pouvoir de Rose refusé : un seul pouvoir par
    porteur. »
    """
    rule = _rule_of_kind(rules or built_in_rules(), body_kind, "kinds", start="quorum.proxies")
    if rule.flag("as_statutes"):
        return ()
    holders: set[str] = set()
    refused: list[RefusedProxy] = []
    for proxy in proxies:
        reason = _refusal(proxy, rule, holders)
        if reason is None:
            holders.add(proxy.holder)
        else:
            refused.append(RefusedProxy(proxy.giver, reason))
    return tuple(refused)


def _refusal(proxy: Proxy, rule: Rule, holders: set[str]) -> str | None:
    if not proxy.written:
        return "not_written"
    is_long = rule.has("sessions") and proxy.consecutive_sessions > rule.whole("sessions")
    if is_long and not proxy.certified_illness:
        return "more_than_three_sessions"
    return "holder_already_has_one" if proxy.holder in holders else None


def _rule_of_kind(rules: Rules, body_kind: str, parameter: str, *, start: str = "quorum.") -> Rule:
    """The first rule of this kind of body that carries the parameter; a `KeyError` if none does."""
    for rule in rules.of("quorum"):
        if rule.id.startswith(start) and rule.has(parameter) and body_kind in rule.words("kinds"):
            return rule
    raise KeyError(body_kind)


def _earliest(rules: Rules, rule: Rule, second: SecondConvocation) -> date | None:
    if rule.word("again") == "as_of_right":
        return second.sent + timedelta(days=rule.whole("days"))
    if rule.word("again") == "convocation":
        return days_after(second.sent, rules["quorum.second_session"].whole("days"))
    return None


def _decides_without_quorum(
    attendance: Attendance, second: SecondConvocation | None, earliest: date | None
) -> bool:
    if second is None or second.session is None or earliest is None or attendance.present == 0:
        return False
    return second.session >= earliest and second.item_on_first_agenda


def _rule_id(rule: Rule, attendance: Attendance, second: SecondConvocation | None) -> str:
    if second is not None:
        return "quorum.second_session" if rule.word("again") == "convocation" else rule.id
    if attendance.interested:
        return "quorum.interested"
    return "quorum.stood_down" if attendance.stood_down else rule.id


def _chosen(figures: Quorum, second: SecondConvocation | None, again: str) -> Remark:
    as_of_right = again == "as_of_right"
    if figures.quorum_met:
        return statement("met")
    if figures.may_decide:
        return statement("as_of_right" if as_of_right else "second_session")
    if second is None:
        suffix = "" if again == "convocation" else f"_{again}"
        return Remark("attention", "not_met", f"not_met{suffix}")
    if again == "statutes":
        return remark("attention", "as_statutes")
    if not second.item_on_first_agenda:
        return remark("alert", "not_on_first_agenda")
    return remark("alert", "as_of_right_too_early" if as_of_right else "second_session_too_early")

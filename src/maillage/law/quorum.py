"""May the council decide this item?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from maillage.law.clear_days import latest_sending_date
from maillage.law.delays import days_after
from maillage.law.finding import LegalFinding, Remark, finding, remark, statement
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
    """The convocation sent after a session without quorum, for this item."""

    sent: date
    session: date | None = None
    item_on_first_agenda: bool = True


@dataclass(frozen=True)
class Attendance:
    """Who is there for one item: members present in person, those who stand down left out."""

    members_in_office: int
    present: int
    stood_down: int = 0
    proxies: Sequence[Proxy] = ()


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
    rules: Rules | None = None,
) -> LegalFinding[Quorum]:
    """Return whether the council may decide this item, with how many votes.

    More than half of the members in office, those who stand down left out, present in person;
    proxies count for the vote only. After a second convocation with three clear days, the items
    of the first agenda need no quorum. Source: CGCT L2121-17, L2121-20, L1111-6 II, CE 16 June
    1997 n° 142691. On screen: « Quorum atteint (présents : 10, nécessaires : 9) ; voix : 12. »
    """
    rules = rules or built_in_rules()
    counted = max(attendance.members_in_office - attendance.stood_down, 0)
    needed = counted // 2 + 1
    refused = refused_proxies(attendance.proxies, rules=rules)
    valid = len(attendance.proxies) - len(refused)
    earliest = days_after(second.sent, _second_days(rules)) if second else None
    figures = Quorum(
        members_counted=counted,
        needed=needed,
        quorum_met=attendance.present >= needed,
        valid_proxies=valid,
        refused_proxies=refused,
        votes_available=attendance.present + valid,
        earliest_second_session=earliest,
        may_decide=attendance.present >= needed
        or _decides_without_quorum(attendance, second, rules),
    )
    return finding(
        rules,
        _rule_id(attendance, second),
        _chosen(figures, second),
        figures,
        present=attendance.present,
        needed=needed,
        votes=figures.votes_available,
        earliest=french_date(earliest) if earliest else "",
    )


def quorum_by_college(
    colleges: Mapping[str, Attendance], *, rules: Rules | None = None
) -> LegalFinding[dict[str, Quorum]]:
    """Return the quorum of each college, for a body whose statutes ask it college by college.

    Source: CGCT L2121-17, unless the statutes say otherwise.
    On screen: « Quorum non atteint dans : élus. »
    """
    rules = rules or built_in_rules()
    figures = {name: quorum(one, rules=rules).figures for name, one in colleges.items()}
    missing = [name for name, one in figures.items() if not one.quorum_met]
    chosen = remark("attention", "colleges_missing") if missing else statement("colleges_met")
    return finding(rules, "quorum.first_session", chosen, figures, colleges=french_list(missing))


def refused_proxies(
    proxies: Sequence[Proxy], *, rules: Rules | None = None
) -> tuple[RefusedProxy, ...]:
    """Return the proxies that do not count, in the order given, with the reason of each.

    Written, one per holder (the first valid one listed is kept), three sessions in a row at most
    apart from certified illness. Source: CGCT L2121-20.
    On screen: « Pouvoir de Rose refusé : un seul pouvoir par porteur. »
    """
    sessions = (rules or built_in_rules())["quorum.proxies"].whole("sessions")
    holders: set[str] = set()
    refused: list[RefusedProxy] = []
    for proxy in proxies:
        reason = _refusal(proxy, sessions, holders)
        if reason is None:
            holders.add(proxy.holder)
        else:
            refused.append(RefusedProxy(proxy.giver, reason))
    return tuple(refused)


def _refusal(proxy: Proxy, sessions: int, holders: set[str]) -> str | None:
    if not proxy.written:
        return "not_written"
    if proxy.consecutive_sessions > sessions and not proxy.certified_illness:
        return "more_than_three_sessions"
    return "holder_already_has_one" if proxy.holder in holders else None


def _second_days(rules: Rules) -> int:
    return rules["quorum.second_session"].whole("days")


def _decides_without_quorum(
    attendance: Attendance, second: SecondConvocation | None, rules: Rules
) -> bool:
    if second is None or second.session is None or attendance.present == 0:
        return False
    in_time = second.sent <= latest_sending_date(second.session, _second_days(rules))
    return in_time and second.item_on_first_agenda


def _rule_id(attendance: Attendance, second: SecondConvocation | None) -> str:
    if second is not None:
        return "quorum.second_session"
    return "quorum.stood_down" if attendance.stood_down else "quorum.first_session"


def _chosen(figures: Quorum, second: SecondConvocation | None) -> Remark:
    if figures.quorum_met:
        return statement("met")
    if figures.may_decide:
        return statement("second_session")
    if second is None:
        return remark("attention", "not_met")
    late = second.item_on_first_agenda
    return remark("alert", "second_session_too_early" if late else "not_on_first_agenda")

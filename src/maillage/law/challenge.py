"""Until when may this act be challenged, and by whom?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from maillage.law.delays import months_after, next_working_day
from maillage.law.finding import LegalFinding, Remark, finding, statement
from maillage.law.rules import Rules, built_in_rules
from maillage.law.wording import french_date, french_list
from maillage.law.words import CHALLENGERS


@dataclass(frozen=True)
class Beginning:
    """The day from which a delay runs, `None` while it has not begun.

    For the prefect, `completion_requested` is the day when missing papers were asked for and
    `completed` the day when they were received. For the others, `appeal` is the day when a
    gracious appeal was received and `answered` the day when its refusal was notified; `living`
    is where they live: a word of `words.DISTANCES`.
    """

    day: date | None
    completion_requested: date | None = None
    completed: date | None = None
    appeal: date | None = None
    answered: date | None = None
    living: str = "metropolitan"


@dataclass(frozen=True)
class Challenge:
    """Last days by party; `None` while a delay has not begun, or does not concern the act.

    `open_until` is the latest, `None` if one has not begun; `open_to` needs a day of reading.
    """

    third_party_until: date | None
    addressee_until: date | None
    prefect_until: date | None
    open_until: date | None
    open_to: tuple[str, ...] | None


def challenge(
    *,
    published: Beginning | None = None,
    notified: Beginning | None = None,
    transmitted: Beginning | None = None,
    department: str | None = None,
    on: date | None = None,
    rules: Rules | None = None,
) -> LegalFinding[Challenge]:
    """Return the last day on which third parties, the addressee and the prefect may challenge.

    Two clear months: the day after the same-numbered day, moved to the next working day from a
    Saturday, a Sunday or a public holiday (those of `department` included). A delay that does not
    concern the act is absent. The prefect's restarts only if papers were asked for within it. A
    gracious appeal within the delay interrupts it: two months run again from its refusal, which
    two months of silence are. Source: CJA R421-1, -2, -7, CRPA L411-2, CE 19 Sept. 2014 n° 362568,
    CGCT L2131-6.
    On screen: « Contestable jusqu’au 18 janvier 2027, sauf recours gracieux d’ici là. »
    """
    rules = rules or built_in_rules()
    given = {"third_party": published, "addressee": notified, "prefect": transmitted}
    until = {
        party: _until(beginning, rules, party, department)
        for party, beginning in given.items()
        if beginning is not None
    }
    figures = Challenge(
        third_party_until=until.get("third_party"),
        addressee_until=until.get("addressee"),
        prefect_until=until.get("prefect"),
        open_until=_latest(until),
        open_to=_open_to(until, on) if on else None,
    )
    is_appealed = any(one is not None and one.appeal for one in given.values())
    return finding(
        rules,
        "challenge.prefect" if set(until) == {"prefect"} else "challenge.third_party",
        _chosen(until, figures, is_appealed=is_appealed),
        figures,
        until=french_date(figures.open_until) if figures.open_until else "",
        on=french_date(on) if on else "",
        who=french_list([CHALLENGERS[party] for party in figures.open_to or ()]),
    )


def _rule_id(party: str) -> str:
    return "challenge.prefect" if party == "prefect" else "challenge.third_party"


def _until(beginning: Beginning, rules: Rules, party: str, department: str | None) -> date | None:
    if beginning.day is None:
        return None
    months = rules[_rule_id(party)].whole("months") + _distance(rules, party, beginning)
    first = _last_day(beginning.day, months, department)
    if party != "prefect":
        return _after_appeal(beginning, rules, months, department) or first
    day = beginning.completion_requested
    if day is None or not beginning.day <= day <= first:
        return first
    return _last_day(beginning.completed, months, department) if beginning.completed else None


def _distance(rules: Rules, party: str, beginning: Beginning) -> int:
    if party == "prefect" or beginning.living == "metropolitan":
        return 0
    return rules["challenge.distance"].whole(f"months_{beginning.living}")


def _after_appeal(
    beginning: Beginning, rules: Rules, months: int, department: str | None
) -> date | None:
    """The last day after a gracious appeal; None when there is none within the delay.

    A refusal notified after two months of silence counts only while the delay that this silence
    opened still runs.
    """
    start, appeal = beginning.day, beginning.appeal
    if start is None or appeal is None:
        return None
    if not start <= appeal <= _last_day(start, months, department):
        return None
    silent = months_after(appeal, rules["challenge.gracious_appeal"].whole("months"))
    last = _last_day(silent, months, department)
    answered = beginning.answered
    if answered is None or not appeal <= answered <= last:
        return last
    return _last_day(answered, months, department)


def _last_day(start: date, months: int, department: str | None) -> date:
    return next_working_day(months_after(start, months) + timedelta(days=1), department)


def _latest(until: Mapping[str, date | None]) -> date | None:
    days = [day for day in until.values() if day is not None]
    return max(days) if days and len(days) == len(until) else None


def _open_to(until: Mapping[str, date | None], on: date) -> tuple[str, ...]:
    return tuple(party for party, day in until.items() if day is None or on <= day)


def _chosen(until: Mapping[str, date | None], figures: Challenge, *, is_appealed: bool) -> Remark:
    if not until:
        return statement("none")
    if figures.open_to is not None:
        return statement("open_to" if figures.open_to else "closed")
    if figures.open_until is None:
        return statement("not_begun")
    return statement("after_appeal" if is_appealed else "until")

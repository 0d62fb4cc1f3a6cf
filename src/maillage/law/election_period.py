"""Is this a period in which a public communication must stay neutral?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from maillage.law.delays import last_day_of_month, months_after
from maillage.law.finding import LegalFinding, Remark, finding, remark, statement
from maillage.law.rule import Rule
from maillage.law.rules import Rules, built_in_rules
from maillage.law.wording import french_list
from maillage.law.words import ELECTIONS

PARTIAL = "municipal_partial"
SENATORIAL_YEARS = 6


@dataclass(frozen=True)
class Election:
    """One election: month of its first round (any day of it), days known, latest last round."""

    election: str
    month_of_poll: date | None = None
    polls: tuple[date, ...] = ()
    latest_last_round: date | None = None


@dataclass(frozen=True)
class Window:
    """One restricted period, both ends included."""

    election: str
    start: date
    end: date


@dataclass(frozen=True)
class ElectionPeriod:
    """The windows of the territory, and on the day asked those that are open."""

    windows: tuple[Window, ...]
    restricted: bool | None
    restricted_by: tuple[str, ...] | None


def listed_elections(rules: Rules | None = None) -> tuple[Election, ...]:
    """Return the elections that the rules list, in the order of their first round.

    Days come from decrees; while there is none, `polls` is empty.
    On screen: « Départementales et régionales : mars 2028, jours à confirmer par décret. »
    """
    elections = [_election_of(rule) for rule in (rules or built_in_rules()).of("election")]
    return tuple(sorted(elections, key=lambda one: _month_of(one) or date.max))


def election_period(
    elections: Sequence[Election] | None = None,
    *,
    department: str | None = None,
    on: date | None = None,
    rules: Rules | None = None,
) -> LegalFinding[ElectionPeriod]:
    """Return the restricted periods of a territory and those open on a day.

    From the first day of the sixth month before the month of the first round to the last round;
    while its day is unknown, the latest possible one. Senators concern only the departments of
    the series renewed. `elections` defaults to those listed in the rules, `department` absent
    means all are concerned. Source: code électoral L52-1 al. 2, L306. On screen: « Période
    ouverte pour la présidentielle seulement : la campagne concerne la nation, restez neutre. »
    """
    rules = rules or built_in_rules()
    listed = listed_elections(rules) if elections is None else elections
    months = rules["election_period.window"].whole("months")
    series = rules["election_period.senatorial"]
    concerned = [one for one in listed if _concerns(one, series, department)]
    windows = tuple(window for one in concerned if (window := _window(one, months)))
    open_ones = [window.election for window in windows if on and window.start <= on <= window.end]
    figures = ElectionPeriod(
        windows,
        restricted=bool(open_ones) if on else None,
        restricted_by=tuple(open_ones) if on else None,
    )
    chosen = _chosen(open_ones, on, any(one.election == PARTIAL for one in listed))
    return finding(
        rules,
        f"election_period.{'partial' if chosen.finding_id == 'partial_election' else 'window'}",
        chosen,
        figures,
        count=len(windows),
        elections=french_list([ELECTIONS[election] for election in open_ones]),
    )


def _election_of(rule: Rule) -> Election:
    month, latest = rule.word("month_of_poll"), rule.days("latest_last_round")
    return Election(
        rule.word("election") or "",
        date.fromisoformat(f"{month}-01") if month else None,
        rule.days("polls"),
        latest[0] if latest else None,
    )


def _month_of(election: Election) -> date | None:
    first = election.month_of_poll or min(election.polls, default=None)
    return first.replace(day=1) if first else None


def _window(election: Election, months: int) -> Window | None:
    month = _month_of(election)
    if election.election == PARTIAL or month is None:
        return None
    last = election.latest_last_round or last_day_of_month(month.year, month.month)
    return Window(
        election.election, months_after(month, -months), max(election.polls, default=last)
    )


def _concerns(election: Election, series: Rule, department: str | None) -> bool:
    month = _month_of(election)
    if election.election != "senatorial" or department is None or month is None:
        return True
    names = [name for name in ("series_1", "series_2") if _is_listed(department, series, name)]
    return not names or any(
        (month.year - series.whole(f"{name}_year")) % SENATORIAL_YEARS == 0 for name in names
    )


def _is_listed(department: str, series: Rule, name: str) -> bool:
    code = department.upper().zfill(2)
    code = code if code.startswith(("97", "98")) else code[:2]
    return any(_within(code, span) for span in series.words(name))


def _within(code: str, span: str) -> bool:
    first, _, last = span.partition("-")
    if not last:
        return code == first
    return code.isdigit() and int(first) <= int(code) <= int(last)


def _chosen(open_ones: Sequence[str], on: date | None, has_partial: bool) -> Remark:
    if open_ones:
        only_presidential = set(open_ones) == {"presidential"}
        return (
            remark("information", "presidential_window")
            if only_presidential
            else remark("attention", "restricted_window")
        )
    if has_partial:
        return remark("attention", "partial_election")
    return statement("windows" if on is None else "no_window")

"""What does each fictional cooperation tell? The stories, read from TOML."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent / "stories"


@dataclass(frozen=True)
class ToldPerson:
    """A person and one of their mandates."""

    civility: str
    family_name: str
    given_name: str
    kind: str
    function: str
    since: date | None
    until: date | None
    calls: tuple[str, ...]


@dataclass(frozen=True)
class ToldOrganisation:
    """A structure, its place in the cooperation and the people who are named in it."""

    key: str
    name: str
    kind: str
    commune: str
    place: str
    since: date
    short: str = ""
    form: str = ""
    former: tuple[str, ...] = ()
    held: tuple[str, ...] = ()
    transferred: tuple[str, ...] = ()
    people: tuple[ToldPerson, ...] = ()
    communes: int = 0
    population: int = 0


@dataclass(frozen=True)
class ToldState:
    """What an officer said of a mission."""

    leaf: str
    saying: str
    reason: str
    on: date


@dataclass(frozen=True)
class ToldDocument:
    """A paper, who reads it, and the key of the structure it is attached to, or nothing."""

    name: str
    readers: str
    lines: tuple[str, ...]
    on: str = ""


@dataclass(frozen=True)
class Story:
    """One fictional cooperation; `people` is how many it has in all."""

    name: str
    profile: str
    purpose: str
    phase: str
    started_on: date
    ends_on: date
    people: int
    organisations: tuple[ToldOrganisation, ...]
    declared: tuple[ToldState, ...]
    documents: tuple[ToldDocument, ...]


def story(key: str) -> Story:
    """The story of this key: loire, valmorin or vallees."""
    told = tomllib.loads((FOLDER / f"{key}.toml").read_text(encoding="utf-8"))
    named = [_organisation(one) for one in told["organisations"]]
    communes = [_commune(name, told["started_on"]) for name in told.get("communes", ())]
    operators = [
        _operator(line, told["started_on"]) for line in told.get("operators", {}).get("names", ())
    ]
    return Story(
        name=told["name"],
        profile=told["profile"],
        purpose=told["purpose"],
        phase=told["phase"],
        started_on=told["started_on"],
        ends_on=told["ends_on"],
        people=told["people"],
        organisations=(*named, *communes, *operators),
        declared=tuple(ToldState(**one) for one in told["declared"]),
        documents=tuple(
            ToldDocument(**one | {"lines": tuple(one["lines"])}) for one in told["documents"]
        ),
    )


def _organisation(told: dict[str, object]) -> ToldOrganisation:
    lists = {
        name: tuple(str(line) for line in _lines(told, name))
        for name in ("former", "held", "transferred")
    }
    people = tuple(_person(line) for line in _lines(told, "people"))
    rest = {name: value for name, value in told.items() if name not in {*lists, "people"}}
    return ToldOrganisation(**rest, **lists, people=people)  # type: ignore[arg-type]  # TOML's own


def _lines(told: dict[str, object], name: str) -> list[str]:
    found = told.get(name, [])
    return found if isinstance(found, list) else []


def _person(line: str) -> ToldPerson:
    civility, family, given, kind, function, since, until, calls = (
        piece.strip() for piece in line.split("|")
    )
    return ToldPerson(
        civility=civility,
        family_name=family,
        given_name=given,
        kind=kind,
        function=function,
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
        calls=tuple(_topic(call.strip()) for call in calls.split(",") if call.strip()),
    )


def _topic(text: str) -> str:
    """A topic as one writes it first: with its capital."""
    return text[:1].upper() + text[1:]


def _commune(name: str, since: date) -> ToldOrganisation:
    joined = {"Les ": "Commune des ", "Le ": "Commune du ", "La ": "Commune de La "}
    known = next((start for start in joined if name.startswith(start)), "")
    full = joined[known] + name.removeprefix(known) if known else f"Commune {_of(name)}"
    return ToldOrganisation(
        key=name, name=full, kind="commune", commune=name, place="full", since=since, form="commune"
    )


def _of(name: str) -> str:
    return f"d’{name}" if name[0] in "AEIOUYÉÈÊH" else f"de {name}"


def _operator(line: str, since: date) -> ToldOrganisation:
    name, kind, commune = (piece.strip() for piece in line.split("|"))
    return ToldOrganisation(
        key=name, name=name, kind=kind, commune=commune, place="associate", since=since
    )

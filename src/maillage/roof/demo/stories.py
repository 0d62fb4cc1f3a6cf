"""What does each fictional cooperation tell? The stories, read from TOML."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent / "stories"


@dataclass(frozen=True)
class StoryPerson:
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
class StoryOrganisation:
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
    competences: tuple[str, ...] = ()
    transferred: tuple[str, ...] = ()
    people: tuple[StoryPerson, ...] = ()
    communes: int = 0
    population: int = 0


@dataclass(frozen=True)
class StoryState:
    """What an officer said of a mission."""

    leaf: str
    saying: str
    reason: str
    on: date


@dataclass(frozen=True)
class StoryDocument:
    """A paper, who reads it, and the key of the structure it is attached to, or nothing."""

    name: str
    readers: str
    lines: tuple[str, ...]
    on: str = ""


@dataclass(frozen=True)
class Story:
    """One fictional cooperation; `people` is how many it has in all.

    `places` are where its first and second bodies meet, `departement` a code and a name.
    """

    name: str
    profile: str
    purpose: str
    phase: str
    started_on: date
    ends_on: date
    people: int
    organisations: tuple[StoryOrganisation, ...]
    declared: tuple[StoryState, ...]
    documents: tuple[StoryDocument, ...]
    letterhead: Mapping[str, str]
    places: tuple[str, ...]
    departement: str


def story(key: str) -> Story:
    """The story of this key: loire, valmorin or vallees."""
    values = tomllib.loads((FOLDER / f"{key}.toml").read_text(encoding="utf-8"))
    organisations = [_organisation(one) for one in values["organisations"]]
    communes = [_commune(name, values["started_on"]) for name in values.get("communes", ())]
    operators = [
        _operator(line, values["started_on"])
        for line in values.get("operators", {}).get("names", ())
    ]
    return Story(
        name=values["name"],
        profile=values["profile"],
        purpose=values["purpose"],
        phase=values["phase"],
        started_on=values["started_on"],
        ends_on=values["ends_on"],
        people=values["people"],
        organisations=(*organisations, *communes, *operators),
        declared=tuple(StoryState(**one) for one in values["declared"]),
        letterhead=values["letterhead"],
        places=tuple(values["places"]),
        departement=values["departement"],
        documents=tuple(
            StoryDocument(**one | {"lines": tuple(one["lines"])}) for one in values["documents"]
        ),
    )


def _organisation(values: dict[str, object]) -> StoryOrganisation:
    lists = {
        name: tuple(str(line) for line in _lines(values, name))
        for name in ("former", "competences", "transferred")
    }
    people = tuple(_person(line) for line in _lines(values, "people"))
    rest = {name: value for name, value in values.items() if name not in {*lists, "people"}}
    return StoryOrganisation(**rest, **lists, people=people)  # type: ignore[arg-type]  # TOML's own


def _lines(values: dict[str, object], name: str) -> list[str]:
    result = values.get(name, [])
    return result if isinstance(result, list) else []


def _person(line: str) -> StoryPerson:
    civility, family, given, kind, function, since, until, calls = (
        piece.strip() for piece in line.split("|")
    )
    return StoryPerson(
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


def _commune(name: str, since: date) -> StoryOrganisation:
    joined = {"Les ": "Commune des ", "Le ": "Commune du ", "La ": "Commune de La "}
    text = next((start for start in joined if name.startswith(start)), "")
    full = joined[text] + name.removeprefix(text) if text else f"Commune {_of(name)}"
    return StoryOrganisation(
        key=name, name=full, kind="commune", commune=name, place="full", since=since, form="commune"
    )


def _of(name: str) -> str:
    return f"d’{name}" if name[0] in "AEIOUYÉÈÊ" else f"de {name}"


def _operator(line: str, since: date) -> StoryOrganisation:
    name, kind, commune = (piece.strip() for piece in line.split("|"))
    return StoryOrganisation(
        key=name, name=name, kind=kind, commune=commune, place="associate", since=since
    )

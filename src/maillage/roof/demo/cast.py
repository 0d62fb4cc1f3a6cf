"""Who else is there? People invented from two lists, the same at each start."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from zlib import crc32

from django.utils.text import slugify

from maillage.roof.demo.stories import FOLDER, StoryPerson

LISTS: dict[str, list[str]] = tomllib.loads((FOLDER / "cast.toml").read_text(encoding="utf-8"))
WOMEN, MEN, NAMES = LISTS["women"], LISTS["men"], LISTS["families"]
Function = tuple[str, str, str]  # the kind of mandate, the word of a man, the word of a woman
STAFF: tuple[Function, ...] = (
    ("technician", "Chargé de mission", "Chargée de mission"),
    ("technician", "Responsable du service enfance", "Responsable du service enfance"),
    ("technician", "Secrétaire général", "Secrétaire générale"),
    ("technician", "Directeur adjoint", "Directrice adjointe"),
)
DELEGATES: tuple[Function, ...] = (
    ("suppleant", "Suppléant au comité de pilotage", "Suppléante au comité de pilotage"),
    ("titulaire", "Titulaire au comité de pilotage", "Titulaire au comité de pilotage"),
    ("volunteer", "Bénévole référent", "Bénévole référente"),
)


def _with_elected(first: Function, second: Function) -> tuple[Function, ...]:
    return (*STAFF, first, second, *DELEGATES)


FUNCTIONS = _with_elected(
    ("elected", "Administrateur", "Administratrice"),
    ("elected", "Membre du bureau", "Membre du bureau"),
)
FUNCTIONS_OF = {
    "epci": _with_elected(
        ("elected", "Conseiller communautaire délégué", "Conseillère communautaire déléguée"),
        ("elected", "Vice-président à la jeunesse", "Vice-présidente à la jeunesse"),
    ),
    "syndicate": _with_elected(
        ("elected", "Délégué syndical", "Déléguée syndicale"),
        ("elected", "Vice-président", "Vice-présidente"),
    ),
    "departement": _with_elected(
        ("elected", "Conseiller départemental", "Conseillère départementale"),
        ("elected", "Vice-président à la jeunesse", "Vice-présidente à la jeunesse"),
    ),
    "state": (*STAFF, ("technician", "Chef de service", "Cheffe de service")),
    "commune": (
        ("elected", "Maire", "Maire"),
        ("technician", "Secrétaire général de mairie", "Secrétaire générale de mairie"),
        ("elected", "Adjoint à l’enfance", "Adjointe à l’enfance"),
    ),
    "association": (
        ("technician", "Directeur", "Directrice"),
        ("volunteer", "Président", "Présidente"),
        ("technician", "Coordinateur", "Coordinatrice"),
    ),
}
SEATS = {"commune": "1 place de la Mairie", "epci": "1 place du Champ-de-Foire"}
STREETS = ("rue des Tilleuls", "avenue de la Gare", "rue du Moulin", "rue des Écoles")
SKILLS = (
    "Animation de réunion",
    "Marchés publics",
    "Finances",
    "Petite enfance",
    "Cartographie",
    "Montage de dossiers",
    "Communication",
    "Évaluation",
)


def invented_people(seed: str) -> Iterator[StoryPerson]:
    """People without end, no two alike; the same for the same seed."""
    draw = Random(seed)
    seen: set[tuple[str, str]] = set()
    while True:
        woman = draw.random() < 0.55
        given, family = draw.choice(WOMEN if woman else MEN), draw.choice(NAMES)
        if (given, family) in seen:
            family = f"{family}-{draw.choice(NAMES)}"
        seen.add((given, family))
        since = date(2014, 4, 1) + timedelta(days=draw.randrange(4200))
        gone = draw.random() < 0.18
        yield StoryPerson(
            civility="Mme" if woman else "M.",
            family_name=family,
            given_name=given,
            kind="technician",
            function="",
            since=since,
            until=since + timedelta(days=900) if gone else None,
            calls=(),
        )


def in_function(person: StoryPerson, kind_of_body: str, rank: int) -> StoryPerson:
    """The person in the function of this rank in such a body, in the word of their gender."""
    functions = FUNCTIONS_OF.get(kind_of_body, FUNCTIONS)
    kind, masculine, feminine = functions[rank % len(functions)]
    word = feminine if person.civility == "Mme" else masculine
    return replace(person, kind=kind, function=word)


def address_of(person: StoryPerson, host: str) -> str:
    """An address at a name that nobody can own."""
    given, family = (
        slugify(name.replace("œ", "oe")) for name in (person.given_name, person.family_name)
    )
    return f"{given}.{family}@{host}.example.org"


def phone_number(rank: int) -> str:
    """A number of the range kept for fiction."""
    return f"01 99 00 {rank // 100 % 100:02d} {rank % 100:02d}"


def seat_of(kind: str, commune: str, rank: int) -> str:
    """The address of a seat, under a postcode that no town bears."""
    street = SEATS.get(kind) or f"{3 + rank * 2} {STREETS[rank % len(STREETS)]}"
    return f"{street}\n{99000 + crc32(commune.encode()) % 90 * 10} {commune}"


def fictional_siren(rank: int) -> str:
    """Nine digits with a right key, in a range that no body bears."""
    stem = f"0002{rank:04d}"
    total = 0
    for place, digit in enumerate(reversed(stem)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return f"{stem}{-total % 10}"

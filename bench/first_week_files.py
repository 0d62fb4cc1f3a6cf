"""The files that an officer has on the first day: contacts, seats, answers of two councils."""

from collections.abc import Iterable
from datetime import date

SPACE = "CC du Sud Retz"
BODY = "Comité de pilotage de la CTG"
COMMUNES = (
    *("Bouin", "Cheix", "Machecoul", "Port-Saint-Père"),
    *("Rouans", "Saint-Hilaire", "Sainte-Pazanne", "Vue"),
)
BY_PHONE, BY_LINK, BY_TABLE = COMMUNES[:4], COMMUNES[4:6], COMMUNES[6:]
MAYORS = (
    *("Mme Anne AUBIN", "M. Benoît BRETON", "Mme Claire CAILLAUD", "M. Denis DOUAUD"),
    *("Mme Élise ESNAULT", "M. Fabien FRUCHARD", "Mme Gaëlle GUIBERT", "M. Hugues HERVOUET"),
)
PARTNERS = (("Caf de Retz", "Mme Inès JOLIVET"), ("MSA de Retz", "M. Karim LORIEUX"))


def contacts() -> str:
    """Return the mayor, a deputy mayor and the clerk of eight communes, two partners' heads."""
    lines = ["Structure;Civilité;Prénom;Nom;Fonction;Courriel;Téléphone"]
    for number, (commune, mayor) in enumerate(zip(COMMUNES, MAYORS, strict=True)):
        family = mayor.rsplit(" ", 1)[1]
        people = (
            (mayor, "Maire"),
            (_deputy(mayor), "Adjointe"),
            (f"M. Paul {family}IN", "Secrétaire de mairie"),
        )
        lines += [
            _contact(f"Commune de {commune}", name, work, f"{family}.example.org", number * 3 + row)
            for row, (name, work) in enumerate(people)
        ]
    lines += [
        _contact(partner, name, "Responsable de territoire", "retz.example.org", 90 + number)
        for number, (partner, name) in enumerate(PARTNERS)
    ]
    return _file(lines)


def _contact(structure: str, name: str, work: str, site: str, number: int) -> str:
    civility, given, family = name.split()
    email = f"{family}@{site}".lower()
    return f"{structure};{civility};{given};{family};{work};{email};01 99 00 10 {number:02}"


def _deputy(mayor: str) -> str:
    """A deputy mayor of the same commune."""
    return f"Mme Maud {mayor.rsplit(' ', 1)[1]}ET"


def seats() -> str:
    """Return who holds the eleven seats, and the deputies of eight: in the table of an officer."""
    chair = f"{BODY};{SPACE};Mme Odile MERCEREAU (vice-présidente);"
    rows = zip(COMMUNES, MAYORS, strict=True)
    return _file(
        [
            *("Instance;Structure;Titulaire;Suppléant", chair),
            *(f";{commune};{mayor};{_deputy(mayor)}" for commune, mayor in rows),
            *(f";{partner};{name};" for partner, name in PARTNERS),
        ]
    )


def answers(voted_on: date) -> str:
    """Return what two councils voted that day."""
    rows = (f"{commune};{voted_on:%d/%m/%Y};adopté;15;2" for commune in BY_TABLE)
    return _file(["Commune;Date du conseil;Vote;Pour;Contre", *rows])


def _file(lines: Iterable[str]) -> str:
    return "\n".join(lines) + "\n"

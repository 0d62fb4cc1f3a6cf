"""What do the words of a list of facilities mean: a kind, a situation, a commune?"""

import re
from datetime import date

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.dates import read_date
from maillage.trade.context.choices import AgreementKind, FacilityKind, FacilityState

# The first that a text says: a relay of childminders is no childminder, nor is their house.
KINDS: tuple[tuple[FacilityKind, tuple[str, ...]], ...] = (
    (
        FacilityKind.MICRO,
        (
            "micro creche",
            "micro",
        ),
    ),
    (FacilityKind.RPE, ("rpe", "ram", "relais")),
    (FacilityKind.MAM, ("mam", "maison d'assist", "maison des assist")),
    (FacilityKind.LAEP, ("laep", "enfants parents", "parents enfants")),
    (FacilityKind.MINDERS, ("assistante", "assmat", "ass mat", "assistants maternels")),
    (FacilityKind.NURSERY, ("eaje", "multi accueil", "creche", "halte", "jardin d'enfants")),
    (FacilityKind.YOUTH, ("jeunes", "ados", "adolescent")),
    (
        FacilityKind.LEISURE,
        ("alsh", "acm", "clsh", "alae", "loisirs", "garderie", "periscolaire", "extrascolaire"),
    ),
    (FacilityKind.CENTRE, ("centre social", "centre socio", "cs", "csc")),
    (FacilityKind.EVS, ("evs", "espace de vie sociale")),
    (FacilityKind.TOYS, ("ludotheque",)),
    (FacilityKind.FRANCE_SERVICES, ("france services", "maison france", "mfs", "msap")),
)
# Short words that open longer ones: « ram » is whole, « creches » is not.
WHOLE = frozenset({"ram", "mam", "acm", "cs", "csc", "mfs", "rpe", "evs", "micro", "ados"})
CLOSED = re.compile(
    r"^(?:a |est )?fermee?s?(?: definitivement)?(?=$| depuis| en (?!(?:aout|juillet|ete|hiver)$)"
    r"| le \d| au \d|,| \d)|^fermeture (?:definitive|depuis|au \d|le \d|en \w* ?20)"
)
SOME_DAYS = re.compile(
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|vacances|ete|noel|soir|midi|"
    r"jours? ferie|annuelle|estivale)"
)
PLANNED = re.compile(
    r"^(?:en |a l'etat de )?projet(?! (?:social|pedagogique|educatif|d'etab|d'accueil|eaje))\b"
    r"|\bouverture (?:prevue|envisagee|programmee|en|debut|fin|courant|le|a la|\w* ?20\d\d)"
    r"|\bouvrira\b|^a creer\b|^(?:creation )?prevue?s?\b|^en construction\b|^futur"
)
UNSURE = re.compile(r"\bferm|\btravaux\b|\bprojet d'ouv|\bsuspendu|\bgele")
OF_COMMUNE = re.compile(
    r"^(?:commune|mairie|ville)\s+(?:de la |de l['’]|des |du |de |d['’])", re.IGNORECASE
)
NO_PLACE = re.compile(
    r"^(?:petite|enfance|jeunesse|parentalite|animation|acces|equipements?|structures?|accueils?|"
    r"autres?|services?|culture|sports?|total|axe|offre|hors|lieux?|etat|liste|divers)\b"
)
MOST_WORDS = 6
AGREEMENTS: tuple[tuple[AgreementKind, str], ...] = (
    (AgreementKind.DELEGATION, r"dsp|delegation(?: de service public)?"),
    (AgreementKind.COF, r"cof|convention (?:d'objectifs(?: et de financement)?|caf)"),
    (AgreementKind.SERVICE, r"psu|ps|prestation de service(?: unique)?"),
    (AgreementKind.PMI, r"pmi"),
)
AROUND_AN_END = re.compile(r"\b(?:agrement|fin|convention|jusqu'(?:au|en|a))\b|[():]|\s[-–—]\s")


def kind_of(text: str) -> FacilityKind:
    """The kind that these words say, « autre équipement » when they say none."""
    plain = re.sub(r"[.\s]+", " ", folded(text))
    for kind, marks in KINDS:
        ends = (rf"\b{re.escape(mark)}" + (r"\b" if mark in WHOLE else "") for mark in marks)
        if any(re.search(end, plain) for end in ends):
            return kind
    return FacilityKind.OTHER


def kind_of_agreement(text: str) -> tuple[AgreementKind | None, str]:
    """Which agreement these words say, and what they say beside; None when they name none.

    >>> kind_of_agreement("agrément PMI : 30/06/2027")[1], kind_of_agreement("2027")
    ('30/06/2027', (None, '2027'))
    """
    plain = folded(text)
    for kind, mark in AGREEMENTS:
        if match := re.search(rf"\b(?:{mark})\b", plain):
            beside = f"{plain[: match.start()]} {plain[match.end() :]}"
            return kind, " ".join(AROUND_AN_END.sub(" ", beside).split())
    return None, plain


def state_of(text: str) -> FacilityState | None:
    """Whether the words say that it is planned or closed, open otherwise; None when they may.

    >>> [str(state_of(text)) for text in ("fermé depuis 2024", "fermé le mercredi", "en projet")]
    ['closed', 'open', 'planned']
    >>> state_of("travaux"), str(state_of("projet social agréé"))
    (None, 'open')
    """
    plain = folded(text)
    if PLANNED.search(plain):
        return FacilityState.PLANNED
    if "ferm" in plain and SOME_DAYS.search(plain):
        return FacilityState.OPEN
    if CLOSED.search(plain):
        return FacilityState.CLOSED
    return None if UNSURE.search(plain) else FacilityState.OPEN


def day_in(text: str, *, ends: bool) -> date | None:
    """The day that the words of a situation hold: « fermé depuis le 31/08/2025 ».

    Of a year, the last day of what `ends`; the first of a month or of what opens.
    """
    reading = read_date(text)
    if reading.date and reading.precision == "year" and ends:
        return date(reading.date.year, 12, 31)
    return reading.date


def commune_in(text: str) -> str:
    """The name of a commune without what opens it.

    >>> commune_in("Commune d’Aubrevoye"), commune_in("Ville-la-Grand")
    ('Aubrevoye', 'Ville-la-Grand')
    """
    return OF_COMMUNE.sub("", text.strip())


def commune_over(words: str) -> str:
    """The commune that a section names; nothing for one that speaks of something else.

    >>> commune_over("Commune de Brou"), commune_over("Petite enfance"), commune_over("Crèches")
    ('Brou', '', '')
    """
    name = commune_in(words)
    is_kind = kind_of(words) != FacilityKind.OTHER or NO_PLACE.match(folded(words))
    is_name = name[:1].isupper() and len(name.split()) <= MOST_WORDS and ":" not in name
    return name if name != words.strip() or (is_name and not is_kind) else ""

"""Which columns does a list of facilities have, and how is each read?"""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.numbers import read_number
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.dates import read_date
from maillage.foundation.exchange.cleaning.periods import due_day
from maillage.foundation.exchange.tables.parsed_rows import Field, TableRow, TableSpec, words
from maillage.trade.context.choices import AgreementKind, FacilityKind, FacilityState
from maillage.trade.context.facilities.cells import (
    commune_over,
    day_in,
    kind_of,
    kind_of_agreement,
    state_of,
)
from maillage.trade.context.facilities.models import MOST_PLACES
from maillage.trade.context.facilities.rules import TOO_MANY_PLACES
from maillage.trade.context.facilities.signs import SIGNS
from maillage.trade.context.small_lists import NO_SUCH_DAY, first_in, last_day_of, unless_waited

NUMBER = re.compile(r"\d[\d\s\u00a0\u202f]*")
# « Ouvert », with no day, says where it stands.
STANDS = re.compile(
    r"(?:ouverte?s?|en service|en activité|en fonctionnement|actifs?|active)", re.IGNORECASE
)
# « 10 à 12 » asks how many; « 32 / 40 le mercredi » says it.
MORE_THAN_ONE = re.compile(
    r"\d{1,6}(?:[.,]0{0,3}[1-9]|\s?(?:à|a|ou|-|/)\s?\d{1,6}(?!\d|\s?/?\s?(?:le|les|en) ))"
)


def kind_read(row: TableRow, kind: str, name: str) -> FacilityKind:
    """What its kind says, else its name; letters that say nothing known are asked about.

    Where neither says one, a list of childminders is known by the name of its sheet.
    """
    result = kind_of(kind) if kind else kind_of(name)
    if not kind and result == FacilityKind.OTHER and kind_of(row.sheet) == FacilityKind.MINDERS:
        result = FacilityKind.MINDERS
    if kind and result == FacilityKind.OTHER and "autre" not in folded(kind):
        is_short = len(kind) <= len("CLSH")
        result = kind_of(name) if is_short else result
        report = row.warn if is_short else row.inform
        words_ = _("« %(kind)s » : noté « %(read)s ».")
        report(KIND.name, words_ % {"kind": kind, "read": FacilityKind(result).label})
    return result


def places_of(row: TableRow, name: str) -> int | None:
    """The number of places that a cell begins with; its words are said, too many are refused."""
    text = row.text(name)
    match = NUMBER.match(text)
    if match is None:
        return None
    if MORE_THAN_ONE.match(text):
        row.leave_out(name, _("« %(n)s » : combien de places au juste ?") % {"n": text})
        return None
    number = read_number(re.sub(r"\D", "", match[0]))
    if number is None or number > MOST_PLACES:
        row.leave_out(name, str(TOO_MANY_PLACES % {"value": text}))
        return None
    if text != match[0].strip() and not re.fullmatch(r"\d+ places?", text):
        row.inform(name, _("Lu %(n)s.") % {"n": number})
    return number


def agreement_end(row: TableRow, name: str) -> date | None:
    """The last day of an agreement; one that does not exist is left out, the row is written."""
    text = row.text(name)
    if not text or not any(map(str.isdigit, text)):
        return None
    cell = row.cells.get(name)
    reading = read_date(cell.value) if cell and cell.value else None
    if reading is not None and reading.date is None:
        row.leave_out(name, str(NO_SUCH_DAY))
        return None
    return last_day_of(row, name)


def agreements_in(row: TableRow, name: str) -> Mapping[AgreementKind, date]:
    """The agreements that one cell lists, each with its last day: « PMI 06/2027 ; COF 2028 ».

    A part that does not say both is left out and asked about.
    """
    cell = row.cells.get(name)
    results: dict[AgreementKind, date] = {}
    for part in _parts(cell.text if cell else ""):
        kind, plain = kind_of_agreement(part)
        due = due_day(plain, timezone.localdate())
        if kind is None or due.day is None or due.is_guess or kind in results:
            words_ = _("« %(part)s » : quel agrément, jusqu’à quel jour ?")
            row.leave_out(name, words_ % {"part": part})
        else:
            results[kind] = due.day
    return results


def _parts(text: str) -> Iterator[str]:
    return (part.strip() for part in re.split(r"[;\n+]|,\s", text) if part.strip(" -–/"))


def state_read(row: TableRow) -> tuple[FacilityState, date | None, date | None]:
    """Where it stands, since or from when, and until when."""
    state, day = situation(row)
    opened = first_in(row, SINCE.name) if _is_a_day(row.text(SINCE.name)) else None
    if state == FacilityState.CLOSED:
        return state, opened if opened and day and opened <= day else None, day
    if state == FacilityState.OPEN and opened and opened > timezone.localdate():
        row.warn(SINCE.name, _("Ce jour est à venir : noté « en projet »."))
        state = FacilityState.PLANNED
    return state, day or opened, None


def _is_a_day(text: str) -> bool:
    """Whether a cell says since when it is open, and nothing of what is planned or closed."""
    return bool(text) and state_of(text) == FacilityState.OPEN and not STANDS.fullmatch(text)


def situation(row: TableRow) -> tuple[FacilityState, date | None]:
    """Where it stands and its day: its own column, else what its opening or the remarks say."""
    opening = row.text(SINCE.name)
    has_words = opening and not _is_a_day(opening)
    name = STATE.name if row.text(STATE.name) else SINCE.name if has_words else NOTES.name
    text, beside = row.text(name), row.text(NOTES.name)
    state = state_of(text)
    if name != NOTES.name and beside and state_of(beside) not in {FacilityState.OPEN, state}:
        row.warn(NOTES.name, _("Les deux colonnes ne disent pas la même situation."))
    if state is None or (state != FacilityState.OPEN and "?" in text):
        row.warn(name, _("Ouvert, fermé ou en projet ? Dites-le dans la situation."))
        return state or FacilityState.OPEN, None
    if state == FacilityState.OPEN and (name == NOTES.name or "depuis" not in folded(text)):
        return state, None
    day = day_in(text, ends=state == FacilityState.CLOSED)
    row.inform(name, _("Lu : %(state)s.") % {"state": state.label})
    return state, day


NAME = Field(
    "service_name",
    "Équipement",
    words(160),
    lazy("Dites quel équipement c’est."),
    titles=(
        *("Nom de la structure", "Nom structure", "Structure", "Nom", "Nom du site", "Site"),
        *("Établissement", "Nom de l’établissement", "Structure d’accueil", "Dénomination"),
        *("Intitulé", "Libellé", "Nom du service", "Lieu"),
    ),
)
KIND = Field("service_kind", "Nature", words(), is_carried=True, others=("organisation_type",))
COMMUNE = Field("commune", "Commune", words(), is_carried=True)
MANAGER = Field(
    "managing_body",
    "Gestionnaire",
    unless_waited(200),
    others=("organisation_name",),
    titles=(
        *("Gestionnaire", "Structure gestionnaire", "Organisme gestionnaire", "Qui gère"),
        *("Géré par", "Gérée par", "Exploité par", "Exploitant", "Porté par"),
    ),
)
PLACES = Field("capacity", "Places", places_of)
HOURS = Field(
    "opening_hours",
    "Horaires",
    words(200),
    others=("availability",),
    titles=("Ouverture au public", "Jours d’ouverture", "Jours et heures d’ouverture"),
)
SINCE = Field(
    "since",
    "Ouvert depuis",
    words(),
    titles=("Date d’ouverture", "Année d’ouverture", "Ouvert le", "Mise en service"),
)
STATE = Field("status", "Situation", words())
NOTES = Field("notes", "Observations", words())
COF = Field("caf_agreement_end", "Fin COF", agreement_end)
PMI = Field("pmi_agreement_end", "Fin agrément PMI", agreement_end)
DSP = Field("delegation_end", "Fin de DSP", agreement_end)
PS = Field(
    "service_agreement_end",
    "Fin de prestation de service",
    agreement_end,
    titles=("Fin de prestation de service", "Fin PS", "Fin PSU"),
)
OTHER = Field("agreement_end", "Fin d’autre convention", agreement_end, others=("justify_by",))
EVERY_END = Field("facility_agreements", "Agréments et conventions", agreements_in)
FIELDS = (
    *(NAME, KIND, COMMUNE, MANAGER, PLACES, HOURS, STATE, SINCE, COF, PMI, PS, DSP, OTHER),
    *(EVERY_END, NOTES),
)
SPEC = TableSpec(
    FIELDS,
    frozenset({NAME.name}),
    sections={COMMUNE.name: commune_over},
    signs=SIGNS,
    record=NAME.name,
)
AGREEMENTS = (
    (AgreementKind.COF, COF),
    (AgreementKind.PMI, PMI),
    (AgreementKind.SERVICE, PS),
    (AgreementKind.DELEGATION, DSP),
    (AgreementKind.OTHER, OTHER),
)

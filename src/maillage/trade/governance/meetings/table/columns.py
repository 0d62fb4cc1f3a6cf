"""Which columns does a table of meetings and attendance have, and how is each read?"""

import re
from datetime import time

from django.utils.translation import gettext as _

from maillage.core.hours import REVERSED_HOURS
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import Field, TableRow, TableSpec, words
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.trade.governance.bodies.table.places import CALLED
from maillage.trade.governance.choices import Attending
from maillage.trade.governance.meetings.table.cells import Hours, ReversedHoursError, hours_of
from maillage.trade.governance.meetings.table.days import MONTH, day_of

LONGEST = 200
NO_PLACE_YET = re.compile(
    r"(?:(?:lieu|salle)\s+)?(?:\?+|en attente|non (?:connu|fixe)|a (?:confirm|preci|defin|determ|"
    r"fix|venir|voir|trouv|reserv)\w*)\W*"
)
AN_HOUR = re.compile(
    r"(?:de |a )?\d{1,2} ?(?:h|:\d)|0[.,]\d+$|(?:le |en )?(?:matin|soir|apres midi|journee)"
)
CLOCK = re.compile(r"\b\d{1,2}\s*(?:h|:)\s*\d{0,2}.*$", re.IGNORECASE)


def hours_in(row: TableRow, name: str) -> Hours | None:
    """The hours of a cell, or of that of the day when it says them too."""
    cell = row.cells.get(name)
    if cell is None or cell.is_blank:
        return _beside_the_day(row.text("meeting_on"))
    try:
        hours = hours_of(cell.value)
    except ReversedHoursError:
        row.refuse(name, str(REVERSED_HOURS))
        return None
    if hours is None and any(map(str.isdecimal, row.text(name))):
        row.refuse(name, _("Cette heure ne se lit pas : écrivez-la 18h30, ou 18h30 – 20h30."))
    elif hours is None:
        row.warn(name, _("Ce n’est pas une heure : cette case est laissée."))
    return hours


def end_in(row: TableRow, name: str) -> time | None:
    """The hour at which it ends, in a column of its own."""
    hours = hours_in(row, name) if row.text(name) else None
    return hours.starts_at if hours else None


def is_hour(text: str) -> bool:
    """Whether a text says an hour, and no day."""
    return bool(AN_HOUR.match(folded(text)))


def _beside_the_day(text: str) -> Hours | None:
    match = CLOCK.search(text)
    try:
        hours = hours_of(match[0]) if match else None
    except ReversedHoursError:
        return None
    return hours if hours and (hours.starts_at.hour or hours.starts_at.minute) else None


def place_in(row: TableRow, name: str) -> str:
    """Where the meeting is; nothing for a place still to find."""
    text = row.text(name, LONGEST)
    return "" if is_word("vacant", text) or NO_PLACE_YET.fullmatch(folded(text)) else text


def struck_in(row: TableRow, name: str) -> str:
    """How the seat is held, where a column of the excused, or the absent, is ticked."""
    text = row.text(name)
    if not any(map(str.isalnum, text)) or is_word("no", text):
        return ""
    return Attending(name).value


BODY = Field(
    "body",
    "Instance",
    words(),
    is_carried=True,
    others=("meeting_kind", "body_kind", "organisation_type", "agenda"),
)
DAY = Field("meeting_on", "Date de séance", day_of, is_carried=True, others=("schedule",))
TIME = Field(
    "meeting_time",
    "Heure",
    hours_in,
    is_headed=True,
    others=("availability", "start_on", "since", "quantity"),
    fits=is_hour,
)
END = Field("meeting_end", "Heure de fin", end_in, others=("until", "due_on"), fits=is_hour)
PLACE = Field("meeting_place", "Lieu de la réunion", place_in, is_headed=True, others=("address",))
TITLE = Field(
    "meeting_kind",
    "Objet de la réunion",
    words(LONGEST),
    others=("agenda", "theme", "action_description", "action_title"),
)
STRUCTURE = Field("organisation_name", "Structure", words(), is_carried=True, others=CALLED)
PERSON = Field(
    "person_name",
    "Représentant",
    words(),
    others=("titulaire_name", "elected_name", "technician_name", "family_name"),
)
STANDING = Field(
    "attendance", "Présence", words(), is_headed=True, others=("status", "presence_status")
)
GIVEN = Field("given_name", "Prénom", words())
EXCUSED = Field("excused", "Excusé", struck_in)
ABSENT = Field("absent", "Absent", struck_in)
ONLY_IN = frozenset({END.name, EXCUSED.name, ABSENT.name, GIVEN.name})
PROXY = Field("proxy", "Pouvoir à", words())
NOTE = Field("notes", "Observations", words(LONGEST))
SPEC = TableSpec(
    (
        *(BODY, DAY, TIME, END, PLACE, TITLE, STRUCTURE, PERSON, GIVEN),
        *(STANDING, EXCUSED, ABSENT, PROXY, NOTE),
    ),
    frozenset({"meeting_on", "attendance", "excused", "absent", "proxy"}),
    "aucune colonne de date ni de présence",
    frozenset({MONTH}),
)

"""Which columns does a table of bodies and seats have, and how is each read?"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.amounts import read_amount
from maillage.foundation.exchange.tables.parsed_rows import (
    Field,
    TableRow,
    TableSpec,
    choice,
    words,
)
from maillage.foundation.exchange.vocabulary.words import is_word
from maillage.trade.governance.bodies.rules import MOST_VOICES
from maillage.trade.governance.bodies.table.places import CALLED
from maillage.trade.governance.choices import BodyKind, Voice

KIND_WORDS = {
    BodyKind.MIXED: ("mixte",),
    BodyKind.TECHNICAL: ("techn", "cotech"),
    BodyKind.POLITICAL: ("polit", "elu", "copil"),
}
VOICE_WORDS = {
    Voice.OBSERVER: re.compile(r"\bobserv"),
    Voice.CONSULTATIVE: re.compile(
        r"\b(?:consult|invit|expert|sans (?:voix|droit|vote)|non|ne vote)"
    ),
    Voice.DELIBERATIVE: re.compile(r"\b(?:delib|avec (?:voix|droit)|vot)"),
}


def kind_of_body(text: str) -> str:
    """The nature that these words say; nothing when they say none.

    >>> [kind_of_body(text) for text in ("COTECH", "Politique", "Assemblée")]
    ['technical', 'political', '']
    """
    words = folded(text).split()
    for kind, starts in KIND_WORDS.items():
        if any(word.startswith(starts) for word in words):
            return kind.value
    return ""


def voice_of(text: str) -> str:
    """The voice that these words say; nothing when they say none.

    >>> [voice_of(text) for text in ("D", "avec voix consultative", "Votant", "invité", "=1")]
    ['deliberative', 'consultative', 'deliberative', 'consultative', '']
    """
    words = folded(text)
    for voice, stem in VOICE_WORDS.items():
        if is_word(voice.value, text) or stem.search(words):
            return voice.value
    return ""


def weight_of(row: TableRow, name: str) -> int | None:
    """The number of voices of a cell; refused when it is no such number."""
    text = row.text(name)
    if not text:
        return None
    amount = read_amount(text)
    number = amount.quantity if amount else None
    if number is None or number != int(number) or not 1 <= number <= MOST_VOICES:
        sentence = _("Nombre de voix non compris : écrivez un nombre entier de 1 à %(most)s.")
        row.refuse(name, sentence % {"most": MOST_VOICES})
        return None
    return int(number)


BODY = Field(
    "body",
    "Instance",
    words(200),
    lazy("Dites de quelle instance il s’agit."),
    is_carried=True,
    others=("body_kind", "meeting_kind"),
)
KIND = Field(
    "body_kind",
    "Nature de l’instance",
    choice(kind_of_body, lazy("Nature non comprise : écrivez politique, technique ou mixte.")),
)
STRUCTURE = Field("organisation_name", "Structure", words(), None, is_carried=True, others=CALLED)
COLLEGE = Field("college", "Collège", words(100), is_carried=True)
VOICE = Field(
    "voice",
    "Voix",
    choice(
        voice_of, lazy("Voix non comprise : écrivez délibérative, consultative ou observation.")
    ),
    is_headed=True,
)
WEIGHT = Field("weight", "Nombre de voix", weight_of)
TITULAIRE = Field(
    "titulaire_name",
    "Titulaire",
    words(),
    others=("person_name", "elected_name", "technician_name", "family_name"),
)
SUPPLEANT = Field(
    "suppleant_name",
    "Suppléant·e",
    words(),
    others=tuple(f"{name}:suppléant" for name in ("family_name", "person_name", "elected_name")),
)
ROLE = Field("titulaire_suppleant", "Titulaire ou suppléance", words())
GIVEN = Field("given_name", "Prénom", words())
SUPPLEANT_GIVEN = Field(
    "suppleant_given_name", "Prénom du suppléant", words(), others=("given_name:suppléant",)
)
CIVILITY = Field("civility", "Civilité", words())
FUNCTION = Field("function", "Fonction", words())
ONLY_IN = frozenset({ROLE.name, GIVEN.name, SUPPLEANT_GIVEN.name, CIVILITY.name, FUNCTION.name})
SINCE = Field("since", "Depuis le", TableRow.start)
SPEC = TableSpec(
    (
        *(BODY, KIND, STRUCTURE, COLLEGE, VOICE, WEIGHT, TITULAIRE, SUPPLEANT, ROLE, GIVEN),
        *(SUPPLEANT_GIVEN, CIVILITY, FUNCTION, SINCE),
    ),
    frozenset({"organisation_name", "titulaire_name", "suppleant_name"}),
)

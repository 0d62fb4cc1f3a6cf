"""How are dates, numbers and punctuation written in French?"""

import re
from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal

NBSP = "\N{NO-BREAK SPACE}"
SHY = "\N{SOFT HYPHEN}"
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
SHORT_MONTHS = (
    *("janv.", "févr.", "mars", "avril", "mai", "juin"),
    *("juill.", "août", "sept.", "oct.", "nov.", "déc."),
)
MOST_NAMED = 4
DANGLING = (" le", "’au", " du", "Depuis")
CONTRACTED = {"le ": "du ", "les ": "des "}
FEMININE_BODIES = frozenset(
    (
        *("académie", "agence", "agglomération", "ars", "assemblée", "association", "ca", "caf"),
        *("caisse", "carsat", "cc", "cci", "chambre", "cma", "cnaf", "commission", "commune"),
        *("communauté", "cpam", "cpts", "crèche", "ctg", "cu", "ddt", "ddtm", "direction", "dreal"),
        *(
            "detr",
            "dsil",
            "école",
            "entente",
            "europe",
            "fédération",
            "intercommunalité",
            "maison",
            "mairie",
            "métropole",
        ),
        *(
            "mission",
            "msa",
            "mutualité",
            "préfecture",
            "région",
            "régie",
            "udaf",
            "université",
            "ville",
        ),
        *("halte-garderie", "ludothèque", "médiathèque", "micro-crèche"),
    )
)
MASCULINE_BODIES = frozenset(
    (
        *(
            "centre",
            "ccas",
            "cias",
            "collège",
            "comité",
            "conseil",
            "contrat",
            "département",
            "epci",
            "état",
            "feader",
            "feder",
            "fnadt",
            "fse",
        ),
        *("accueil", "espace", "foyer", "lieu", "multi-accueil"),
        *("groupement", "hôpital", "lycée", "office", "parc", "pays", "petr", "pnr", "pôle"),
        *("relais", "service", "siaep", "sictom", "sivom", "sivos", "sivu", "smictom", "syndicat"),
    )
)
# Words of a body that begin with a mute h: nothing else tells it from an aspirated one.
MUTE_H = frozenset(("hôpital", "hôtel"))
# The papers that the house calls by their initials.
INITIALS = {"CTG": "convention territoriale globale"}
SPELT = {
    short: re.compile(rf"\b{short}\b|\b{full}\b(?: \({short}\))?", re.IGNORECASE)
    for short, full in INITIALS.items()
}
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")

VOWELS = "aeiouyàâéèêëîïôûù"
LONG_WORD = re.compile(r"[^\W\d_]{12,}")
SYLLABLE = re.compile(rf"(?<=\w\w[{VOWELS}])(?=[bcdfgjklmnpqrstvz][{VOWELS}]\w)", re.IGNORECASE)
PHONE = re.compile(r"(?<!\d)0[1-9](?: \d\d){4}(?!\d)")
UNBROKEN = re.compile(
    r"[ \u202f](?=[;:?!»€%])"  # before a mark
    r"|(?<=«)[ \u202f]"  # after an opening one
    r"|(?<=\d)[ \u202f](?=\d{3}(?!\d))"  # inside a number
    rf"|(?:(?<=\b\d)|(?<=\b\d\d)|(?<=\b1er)) (?={'|'.join(map(re.escape, MONTHS))})"  # in a day
)


def with_french_spaces(text: str) -> str:
    """The text with no-break spaces where a French line must not break.

    Before `; : ? ! » € %`, after `«`, inside numbers, between day and month. Plain spaces only are
    changed: nothing is inserted.
    """
    return UNBROKEN.sub(NBSP, text)


def with_whole_phones(text: str) -> str:
    """The text whose telephone numbers are never cut at the end of a line.

    >>> with_whole_phones("Eve ROY, 01 99 00 10 01").count(NBSP)
    4
    """
    return PHONE.sub(lambda number: number[0].replace(" ", NBSP), text)


def breakable(text: str) -> str:
    """The text whose words of twelve letters and more may break after a syllable, with a hyphen."""
    return LONG_WORD.sub(lambda word: SYLLABLE.sub(SHY, word[0]), text)


def day_in_words(day: date) -> str:
    """Day and month: "1er septembre", "12 mai"."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number}{NBSP}{MONTHS[day.month - 1]}"


def long_date(day: date) -> str:
    """The whole date: "1er septembre 2024"."""
    return f"{day_in_words(day)} {day.year}"


def short_date(day: date, today: date) -> str:
    """A date for a column: "19 nov.", with its year when it is not the present one."""
    number = "1er" if day.day == 1 else str(day.day)
    written = f"{number}{NBSP}{SHORT_MONTHS[day.month - 1]}"
    return written if day.year == today.year else f"{written} {day.year}"


def month_and_year(day: date) -> str:
    """The month a day belongs to: "mars 2019"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def months_words(first: date, last: date) -> str:
    """« trois mois », « plus de trois mois », « deux ans »: a month counts once it is reached.

    Nothing under two months.
    """
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    years, rest = divmod(months, 12)
    if months < 2:
        return ""
    words = f"{in_words(years)} ans" if years >= 2 else f"{in_words(months)} mois"
    is_whole = last.day == first.day and not (years >= 2 and rest)
    return words if is_whole else f"plus de {words}"


def weekday(day: date) -> str:
    """The name of the day of the week, in lower case."""
    return WEEKDAYS[day.weekday()]


def number(value: int | float | Decimal, decimals: int | None = None) -> str:
    """The number with a comma and no-break spaces: "14 380", "4,6".

    Without `decimals`, a value is written with the decimals that it has, four at most.
    """
    if decimals is None:
        text = f"{value:,.4f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
    else:
        text = f"{value:,.{decimals}f}"
    return text.replace(",", NBSP).replace(".", ",").replace("-", "−")


SMALL_NUMBERS = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    *("onze", "douze", "treize", "quatorze", "quinze", "seize"),
)


def in_words(count: int, *, feminine: bool = False) -> str:
    """A whole number as a sentence says it: in words up to sixteen, in figures beyond."""
    if count == 1 and feminine:
        return "une"
    return SMALL_NUMBERS[count] if 0 <= count < len(SMALL_NUMBERS) else number(count)


def counted(count: int, one: str, several: str) -> str:
    """A feminine noun with its number in words: "une structure", "trois structures"."""
    return f"{in_words(count, feminine=True)} {one if count == 1 else several}"


def waits(label: str) -> bool:
    """Whether a label is only whole with its day after it: "Prévue le", "Jusqu’au"."""
    return label.endswith(DANGLING)


def listed(names: Sequence[str], total: int = 0) -> str:
    """The names as a sentence lists them; beyond four, how many others there are.

    They may be the first of a `total` that is longer.
    """
    count = max(total, len(names))
    if count > min(MOST_NAMED, len(names)):
        first = names[: MOST_NAMED - 1]
        others = count - len(first)
        return f"{', '.join(first)} et {in_words(others)} autre{'s' if others > 1 else ''}"
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} et {names[-1]}"


def listed_whole(names: Sequence[str]) -> str:
    """Every name, as a sentence lists them: for what no other page names."""
    return " et ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def from_whom(name: str) -> str:
    """Of whom one holds something: "auprès du secrétariat", "auprès d’Anne Lebrun"."""
    return f"auprès {_of(name)}"


def _of(name: str) -> str:
    for article, contracted in CONTRACTED.items():
        if name.lower().startswith(article):
            return f"{contracted}{name[len(article) :]}"
    return f"d’{name}" if name[:1].lower() in VOWELS else f"de {name}"


def with_article(name: str) -> str:
    """A body as a sentence names it: "la Commune d’Aubry", "le Pays de Retz", "Machecoul"."""
    word = name.partition(" ")[0].lower()
    if word not in FEMININE_BODIES | MASCULINE_BODIES:
        return name
    if word[0] in VOWELS or word in MUTE_H:
        return f"l’{name}"
    return f"{'la' if word in FEMININE_BODIES else 'le'} {name}"


def articles() -> dict[str, str]:
    """The article of each word by which a body begins: {"cc": "la ", "agence": "l’"}."""
    words = sorted(FEMININE_BODIES | MASCULINE_BODIES)
    return {word: with_article(word).removesuffix(word) for word in words}


def of_body(body: object) -> str:
    """Of a body: "de la Commune d’Aubry", "du Pays de Retz", "d’Aubry"."""
    return _of(with_article(str(body)))


def to_body(name: str) -> str:
    """To a body: "à la Commune d’Aubry", "au Pays de Retz", "à Aubry"."""
    full = with_article(name)
    for article, contracted in (("le ", "au "), ("les ", "aux ")):
        if full.lower().startswith(article):
            return f"{contracted}{full[len(article) :]}"
    return f"à {full}"


def shortened(text: str, longest: int) -> str:
    """The text, cut where it is too long.

    >>> shortened("Bouin prête sa salle.", 12)
    'Bouin prête…'
    """
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def inner_quotes(text: str) -> str:
    """The text as it stands inside « »: its own quotes become “ ”."""
    return re.sub(rf"«[ {NBSP}\u202f]?", "“", re.sub(rf"[ {NBSP}\u202f]?»", "”", text))


def spelt_once(texts: Sequence[str]) -> list[str]:
    """The texts in the order of reading: initials in full where they first stand, alone after."""
    read = list(texts)
    for short, pattern in SPELT.items():
        first = next((place for place, text in enumerate(read) if pattern.search(text)), None)
        if first is not None:
            read = [in_initials(text) for text in read]
            read[first] = _in_full(read[first], short)
    return read


def in_initials(text: str) -> str:
    """The text with the initials of what it names in full."""
    for short, pattern in SPELT.items():
        text = pattern.sub(short, text)
    return text


def _in_full(text: str, short: str) -> str:
    """The text with its first initials in full, beside them."""
    full = f"{INITIALS[short]} ({short})"
    return text.replace(short, capital(full) if text.startswith(short) else full, 1)


def capital(words: str) -> str:
    """The words as a sentence or a line begins."""
    return words[:1].upper() + words[1:]


def headed(name: str) -> str:
    """A name as a line begins with it: « Les riverains »; an address stays as it is."""
    return name if "@" in name else capital(name)


def hour_words(hour: time) -> str:
    """An hour as one says it: "18 h 30", "9 h"."""
    words = f"{hour.hour}{NBSP}h"
    return f"{words}{NBSP}{hour:%M}" if hour.minute else words

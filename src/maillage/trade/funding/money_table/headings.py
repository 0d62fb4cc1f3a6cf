"""What do the words over a sum say: who pays, in which state, which year, in thousands, HT?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.tables.value_looks import has_legal_word
from maillage.trade.context.typed_sums import times_in
from maillage.trade.funding.choices import GONE, Basis, LineKind, MoneyState, Section

Word = TypeVar("Word")
# From what ends a line to what only hopes for it: the first that a text says is its state.
STATES: tuple[tuple[MoneyState, str], ...] = (
    (MoneyState.REFUSED, r"refus\w*|rejet\w*|non retenu\w*"),
    (MoneyState.LAPSED, r"caduc\w*|caducite|annule\w*|abandonn\w*|deprogramm\w*|desengag\w*"),
    # « En attente de notification » is not notified, « à déposer » is not filed.
    (
        MoneyState.GRANTED,
        r"attente d[eu] (?:la |l.)?(?:versement|paiement|solde)|a (?:verser|percevoir|encaisser)\b|"
        r"(?:non|pas)(?: encore)? (?:verse|paye|encaisse|percu)\w*|"
        r"(?:acompte|avance)s?\b(?:\d+ ?%|[^\d])*(?:verse|recu|percu|paye)\w*|"
        r"verse\w* (?:partiel|en partie)\w*|partiellement (?:verse|paye)\w*",
    ),
    (
        MoneyState.EXPECTED,
        r"accords? de principe|a (?:deposer|demander|solliciter|monter|envoyer)\b|"
        r"(?:non|pas)(?: encore)? (?:depose|demande|sollicite|envoye)\w*",
    ),
    (
        MoneyState.REQUESTED,
        r"attente (?:de |d.|du |des )?(?:la |l.)?"
        r"(?:notif|accord|reponse|decision|arrete|comite|attribution|vote|convention)\w*|"
        r"(?:non|pas)(?: encore)? (?:notifie|accorde|attribue|vote|programme)\w*",
    ),
    (MoneyState.PAID, r"verse\w*|paye\w*|encaisse\w*|percu\w*|solde\w*|mandate\w*|liquide\w*"),
    (
        MoneyState.GRANTED,
        r"accord\w*|notifi\w*|acquis(?:es?)?\b|attribue\w*|obtenu\w*|programmees?\b|engagee?s?\b|"
        r"conventionne\w*|votee?s?\b|signee?s?\b",
    ),
    (
        MoneyState.REQUESTED,
        r"sollicit\w*|demand\w*|depose\w*|en (?:cours d.)?(?:instruction|examen)|"
        r"(?:instruction|examen) en cours|instruit\w*",
    ),
    (
        MoneyState.EXPECTED,
        r"pressenti\w*|attendu\w*|prevu\w*|previsionnel\w*|envisage\w*|escompte\w*|"
        r"esper(?:e|ee|es|ees|ait|aient|ons)\b|promise?s?\b",
    ),
)
SECTIONS: tuple[tuple[Section, str], ...] = (
    (Section.INVESTMENT, r"inv(?:est(?:issements?)?)?\b\.?"),
    (Section.OPERATING, r"fonct(?:ionnements?)?\b\.?"),
)
LETTERS = {"i": Section.INVESTMENT, "f": Section.OPERATING}
BASES: tuple[tuple[Basis, str], ...] = (
    (Basis.NET, r"\bht\b|hors taxes?"),
    (Basis.GROSS, r"\bttc\b|toutes taxes comprises"),
)
PROGRAMMED = re.compile(r"programmés?\b", re.IGNORECASE)
YEAR = re.compile(r"\b20\d\d\b")
DAY = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]20\d\d\b|\b\d{1,2}(?:er)? [a-zéû]{3,9}\.? 20\d\d\b")
WRITTEN = re.compile(
    r"(?:derniere )?(?:mis\w* a jour|maj\b|version|edit|imprim|extrait|situation a)"
)
# What a heading says of all its columns, and not who pays.
OF_ALL = (
    r"montants?|financements?|financeurs?|plan de financement|recettes|ressources|"
    r"aides?|subventions?|produits|origine des fonds|cout|depenses?|charges|en|\(|\)|des|publics?|"
    r"publiques?|tous|autres|[\s:,.–—-]"
)
GENERIC = re.compile(rf"(?:co-?)?(?:{OF_ALL})*")
# What says, over several columns, that those under it pay, and not who.
# One star alone: a star within another never ends on a long row of points.
OVER_FUNDERS = re.compile(
    rf"(?:co|{OF_ALL}|contreparties?|parts?|nationales?|nationaux|europeen(?:ne)?s?|partenaires?)*"
)
KINDS: tuple[tuple[LineKind, str], ...] = (
    (
        LineKind.OWN,
        r"auto[ -]?fin(?:ancements?)?\b|reste a charge|fonds propres?|part (?:communale|"
        r"intercommunale|collectivite|maitre d.ouvrage|moa)|maitre d.ouvrage|\bmoa\b|\brac\b",
    ),
    (LineKind.FONDS_DE_CONCOURS, r"fonds de concours"),
    (LineKind.SERVICE, r"prestations? de service|\bpsu?\b|\bpso\b"),
    (LineKind.REVENUE, r"familles|usagers|^recettes?\b|billetterie|participations? des"),
    (LineKind.DONORS, r"mecenat|\bdons?\b|donateurs"),
    (LineKind.VALUED, r"benevolat|mises? a disposition|apports? (?:en nature|valorises?)"),
    (
        LineKind.CONTRIBUTION,
        r"cotisations?|contributions? des? (?:membres|communes)|contributions?\)",
    ),
)
LOAN = re.compile(r"\bemprunts?\b|\bprets?\b")
# Of whom a fund or a programme is the money.
SCHEMES = {
    "detr": "État",
    "dsil": "État",
    "fnadt": "État",
    "fonds vert": "État",
    "fipd": "État",
    "anct": "État",
    "feader": "Union européenne",
    "leader": "Union européenne",
    "feder": "Union européenne",
    "fse": "Union européenne",
}
BODIES = re.compile(
    r"\b(?:etat|prefecture|europe|union europeenne|region|departement|dept|dpt|cd|caf|msa|epci|cc|"
    r"ca|cu|commune|agence de l.eau|ademe|ars|anru|fondation|prive|petr|syndicat|ccas|carsat|drac|"
    r"dreal|banque des territoires|contreparties?)\b"
)

FONDS = re.compile(r"\(?\bfonds de concours\b\)?", re.IGNORECASE)
OF_WHOM = re.compile(r"^(?:de la |de l[’']|du |des |d[’']|de )", re.IGNORECASE)
_FUND = r"DETR|DSIL|FNADT|Fonds vert|FIPD"
# « Etat(DETR) », « État / DSIL », « DETR (État) »: the same two words in other writings.
STATE_AND_FUND = re.compile(
    rf"(?P<who>[ÉE]tat) ?(?:/ ?|\()(?P<fund>{_FUND})\)?"
    rf"|(?P<first>{_FUND}) ?(?:/ ?|[–—-] ?|\()(?P<after>[ÉE]tat)\)?",
    re.IGNORECASE,
)
DASH = re.compile(r" [–—-] ")


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over a sum; `times` multiplies it where it is in thousands or millions."""

    name: str = ""
    state: MoneyState | None = None
    section: Section | None = None
    year: int | None = None
    basis: Basis | None = None
    times: int = 1


OWNED_BY = re.compile(
    r"(?:maîtr(?:e|ise) d[’']ouvrage|moa?|porteur(?: (?:du|de) projet)?)\s*:\s*(?P<who>.+)",
    re.IGNORECASE,
)


def owner_in(text: str) -> str:
    """Who owns what follows, where a line above the table says it.

    >>> owner_in("Maître d’ouvrage : CC de Valmorin"), owner_in("Plan de la halte")
    ('CC de Valmorin', '')
    """
    match = OWNED_BY.fullmatch(text.strip())
    return match["who"].strip() if match else ""


def bare_owner(who: str) -> list[str]:
    """Who owns, then what is written beside: a section, a year.

    >>> bare_owner("CC de Valmorin – investissement – année 2026")
    ['CC de Valmorin', 'année 2026', 'investissement']
    """
    left, *parts = re.split(r"\s[–—-]\s", who)
    measures = []
    while parts and _is_date_or_subject(heading([parts[-1]])):
        measures.append(parts.pop())
    return [" – ".join([left, *parts]), *measures]


def _is_date_or_subject(one: Heading) -> bool:
    is_nameless = folded(one.name) in {"", "annee", "exercice"}
    return is_nameless and any((one.section, one.year, one.basis))


def heading(texts: Iterable[str]) -> Heading:
    """What these words say together, from the farthest over a column to its own header."""
    names, result, every = list[str](), Heading(), list(texts)
    for number, text in enumerate(every, 1):
        one = _heading(one_line(text))
        is_generic = number < len(every) and OVER_FUNDERS.fullmatch(folded(one.name))
        names += [one.name] if one.name and one.name not in names and not is_generic else []
        result = Heading(
            "",
            one.state or result.state,
            one.section or result.section,
            one.year or result.year,
            one.basis or result.basis,
            max(one.times, result.times),
        )
    return Heading(
        " ".join(names), result.state, result.section, result.year, result.basis, result.times
    )


def _heading(text: str) -> Heading:
    plain = folded(text)
    return Heading(
        name_in(text), state_in(text), section_in(plain), year_in(plain), basis_in(plain),
        times_in(plain),
    )  # fmt: skip


def state_in(text: str) -> MoneyState | None:
    """The state that words say, or None.

    >>> str(state_in("Programmé")), state_in("Programme d’investissement")
    ('granted', None)
    """
    return _first(STATES, plain_state(text))


def is_refusal(text: str) -> bool:
    """Whether words say, where a sum would be, that none comes: « refusé »."""
    return not any(map(str.isdigit, text)) and state_in(text) in GONE


def plain_state(text: str) -> str:
    """Words without their accents; the one that tells « programmé » from « programme » counts."""
    return folded(PROGRAMMED.sub("programmee", text))


def basis_in(text: str) -> Basis | None:
    """Whether words say HT or TTC; None for neither, and for both."""
    bases = [one for one, words in BASES if re.search(words, folded(text))]
    return bases[0] if len(bases) == 1 else None


def section_in(text: str) -> Section | None:
    """The section that words say, « I » and « Fonct. » included."""
    plain = folded(text).strip(" .()")
    return LETTERS.get(plain) or _first(SECTIONS, plain)


def year_in(text: str) -> int | None:
    """The one year that words say; None for none, and for a period."""
    years = set(YEAR.findall(text))
    return int(years.pop()) if len(years) == 1 else None


def year_of_label(text: str) -> int | None:
    """The year that the name of who pays says of its line; a day beside it says none.

    >>> year_of_label("DETR 2027"), year_of_label("DETR notifiée le 12/03/2026")
    (2027, None)
    """
    return year_in(DAY.sub("", text))


def without_year(text: str) -> str:
    """The name of who pays without the year written after it.

    >>> without_year("DETR 2027"), without_year("Contrat 2021-2027"), without_year("Plan 2030 eau")
    ('DETR', 'Contrat 2021-2027', 'Plan 2030 eau')
    """
    return re.sub(r"(?<=[^\W\d])\s+\(?20\d\d\)?\s*$", "", text)


def undated(title: str) -> str:
    """A title without the day on which it was written, which says no year of its sums.

    >>> undated("Maquette 2027, mise à jour le 4 novembre 2026"), undated("Version juin 2026")
    ('Maquette 2027, mise à jour le ', 'Version juin ')
    """
    left = DAY.sub("", title)
    return YEAR.sub("", left) if WRITTEN.match(folded(left)) else left


def kind_in(name: str) -> LineKind | None:
    """As what this money comes; None for a loan, which is no line."""
    plain = folded(name)
    kind = _first(KINDS, plain)
    return kind or (None if LOAN.search(plain) else LineKind.GRANT)


def is_loan(name: str) -> bool:
    """Whether words name money that is borrowed.

    >>> is_loan("Emprunt"), is_loan("Autofinancement (emprunt)")
    (True, False)
    """
    return kind_in(name) is None


def kind_of_scheme(kind: LineKind | None, scheme: str) -> LineKind | None:
    """As what this money comes, where what it is paid under opens with it: « Autofinancement ».

    >>> str(kind_of_scheme(LineKind.GRANT, "mécénat"))
    'donors'
    >>> str(kind_of_scheme(LineKind.GRANT, "AAP familles"))
    'grant'
    """
    if kind != LineKind.GRANT:
        return kind
    plain = folded(scheme)
    if LOAN.match(plain):
        return None
    return next((one for one, words in KINDS if re.match(rf"(?:{words})", plain)), kind)


def payer_of_line(text: str, kind: LineKind, *, is_split: bool) -> tuple[str, str]:
    """Who pays, then under what where one cell says both, of money that comes as this."""
    if kind == LineKind.FONDS_DE_CONCOURS:
        return _without_fonds(text), str(kind.label).capitalize()
    return payer_and_scheme(text) if is_split else (text, "")


def _without_fonds(text: str) -> str:
    """Who pays, without « fonds de concours » before, after or around their name.

    >>> _without_fonds("Fonds de concours de la CC"), _without_fonds("CC (fonds de concours)")
    ('CC', 'CC')
    """
    bare = FONDS.sub(" ", text).strip(" :–—-")
    bare = OF_WHOM.sub("", re.sub(r"^\((.*)\)$", r"\1", bare).strip())
    return " ".join(bare.split()) or text


def payer_and_scheme(text: str) -> tuple[str, str]:
    """Who pays, then under what, where one cell says both; two who pay are left together.

    >>> payer_and_scheme("Région – contrat de territoire"), payer_and_scheme("État (DSIL)")
    (('Région', 'contrat de territoire'), ('État', 'DSIL'))
    >>> payer_and_scheme("Etat(DETR)"), payer_and_scheme("DSIL / État")
    (('Etat', 'DETR'), ('État', 'DSIL'))
    >>> payer_and_scheme("Fondation du Lac (mécénat)"), payer_and_scheme("Caf – MSA")
    (('Fondation du Lac', ''), ('Caf – MSA', ''))
    """
    if of_state := STATE_AND_FUND.fullmatch(one_line(text)):
        return of_state["who"] or of_state["after"], of_state["fund"] or of_state["first"]
    who, *others = DASH.split(one_line(text), maxsplit=1)
    what = "".join(others)
    if what and opens_as_funder(who) and (_opens_as_scheme(what) or not opens_as_funder(what)):
        return who, _without_state(what)
    who, _bracket, what = one_line(text).partition(" (")
    if what.endswith(")") and _opens_as_scheme(what):
        return who, _without_state(what[:-1])
    is_kind = any(re.fullmatch(rf"(?:{words})\)?", folded(what)) for _kind, words in KINDS)
    return (who, "") if what.endswith(")") and is_kind else (text, "")


def _without_state(text: str) -> str:
    read = heading([text])
    return read.name if read.state or not read.name else text


def _opens_as_scheme(name: str) -> bool:
    return any(re.match(rf"{one}\b", folded(name)) for one in SCHEMES)


def names_a_funder(name: str) -> bool:
    """Whether words name who pays, or a fund, or whatever money comes as."""
    plain = folded(name)
    is_body = bool(BODIES.search(plain)) or has_legal_word(name)
    return is_body or any(re.search(rf"\b{one}\b", plain) for one in SCHEMES) or _is_kind(plain)


def opens_as_funder(name: str) -> bool:
    """Whether words begin with who pays: « Région », not « École de la commune »."""
    plain = folded(name).lstrip(" -–—•*")
    opening = plain.removeprefix("conseil ")
    is_scheme = _opens_as_scheme(plain)
    return bool(BODIES.match(opening)) or is_scheme or _is_kind(plain) or has_legal_word(name)


def _is_kind(plain: str) -> bool:
    return _first(KINDS, plain) is not None


def name_in(text: str) -> str:
    """What is left of a heading without its unit, its state, its year, its section: a name."""
    left = re.sub(r"\([^()]*\)", lambda m: "" if _is_measure_alone(m[0]) else m[0], text)
    words = [word for word in left.split() if not _is_measure(word)]
    name = " ".join(words).strip(" :–—-,")
    name += ")" if name.count("(") > name.count(")") else ""
    return "" if GENERIC.fullmatch(folded(name)) else name


def _is_measure_alone(text: str) -> bool:
    words = text.strip("() ").split()
    return all(_is_measure(word) for word in words)


def _is_measure(word: str) -> bool:
    """Whether a word is a unit, a basis, a year, a section or a state."""
    plain = plain_state(word).strip(" .,;:()[]")
    if not plain:
        return not any(map(str.isalnum, word)) and word not in {"&", "+", "/"}
    patterns = [words for _one, words in (*STATES, *SECTIONS, *BASES)]
    return plain in {"€", "euros", "euro", "eur", "k€", "keuros", "m€", "montant", "en"} or any(
        re.fullmatch(rf"(?:{words})", plain) for words in (*patterns, r"20\d\d")
    )


def _first(table: Iterable[tuple[Word, str]], plain: str) -> Word | None:
    return next((one for one, words in table if re.search(rf"\b(?:{words})", plain)), None)

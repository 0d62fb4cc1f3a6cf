"""Of which body are these the seats?"""

import re

from maillage.foundation.exchange.cells.text import folded, one_line, same_length, sentence_case

_BODY = re.compile(
    r"\b(?:copil|cotech|codir|comite|conseil (?:communautaire|municipal|syndical|de developpement|"
    r"d'administration|d'exploitation|des maires|local|departemental|de surveillance)|bureau|"
    r"commission|assemblee|conference|groupe de travail|cellule|collectif|instance|observatoire|"
    r"clspd|clsm|cispd)\b"
)
_CUT = re.compile(
    r"\s*(?:[(:;,|]|\s[–—-]\s|\b(?:liste|arr[êe]t[ée]e?|mise? [àa] jour|maj|(?:au|du|le) \d+|"
    r"en date|compos[ée])\b)",
    re.IGNORECASE,
)
_UNIONS = re.compile(r"\b(?:petr|pnr|parc|syndicat|sivom|sivu|smictom|sictom|syndicale?|pole)\b")
_COMMUNITIES = re.compile(r"\b(?:cc|ca|cu|communaute|agglo\w*|metropole|epci|interco\w*)\b")
_ACRONYM = re.compile(r"^[a-z]{2,6}$")


def body_in_text(text: str) -> str | None:
    """The body that a title, a section or a sheet's name announces.

    >>> body_in_text("Composition du COPIL CTG (arrêtée le 03/09/2026)")
    'COPIL CTG'
    """
    written = one_line(text)
    match = _BODY.search(same_length(written))
    if not match:
        return None
    rest = written[match.start() :]
    cut = _CUT.search(rest)
    name = (rest[: cut.start()] if cut else rest).strip(" .-–")
    return sentence_case(name) if len(name) > 9 else name or None


def body_in_header(header: str, rest: str) -> str | None:
    """The body that a column of seats names: « Délégués titulaires PETR » sits at its comité.

    >>> body_in_header("Délégué(e)s titulaires PETR", "petr")
    'Comité syndical du PETR'
    """
    if not rest:
        return None
    text = body_in_text(header)
    if text:
        return text
    written = _written(header, rest)
    if "delegue" in folded(header):
        if _UNIONS.search(rest):
            return f"Comité syndical du {written}"
        if _COMMUNITIES.search(rest):
            return f"Conseil communautaire {written}"
    return written


def _written(header: str, rest: str) -> str:
    """The words of the rest as the header spells them."""
    wanted = set(rest.split())
    words = [
        word
        for word in re.split(r"[\s/()]+", header)
        if folded(word).rstrip("sx") in wanted or folded(word) in wanted
    ]
    text = " ".join(words) or rest
    return text.upper() if _ACRONYM.match(text) else text

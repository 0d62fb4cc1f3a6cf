"""Whom do the words of a table of money name, and which words name nobody?"""

import re
from collections.abc import Iterable

from maillage.foundation.exchange.cells.text import folded
from maillage.ground.directory.contact_files.table.organisation_names import name_parts
from maillage.trade.context.bodies_by_name import ABOVE, SERVICE
from maillage.trade.funding.money_table.headings import SCHEMES

LINK = re.compile(r"^(?:de la |de l[’']|du |des |d[’']|de )", re.IGNORECASE)
# Those of whom the file says that they pay together: « Contributions des communes membres ».
TOGETHER = re.compile(
    r"(?:(?:contributions?|cotisations?|participations?|apports?)(?: (?:des|de|aux))?)?"
    r" ?(?:(?:les|autres|toutes|l.ensemble des|\d{1,3}) )*"
    r"(?:communes?|collectivites|intercommunalites|adherente?s?|adhesions?|membres|partenaires|"
    r"financeurs|cofinanceurs)?"
    r"(?: (?:membres|adherentes?|partenaires|concernees|du territoire))*"
)


# Who may own what is under a title that opens with their name.
OWNERS = frozenset({"commune", "cc", "ca", "metropole", "syndicat", "petr", "parc"})
PARTS = re.compile(r"\s[–—-]\s|[:;,]\s")


def owners_in(titles: Iterable[str]) -> list[str]:
    """The structures that titles name, of the kinds that own what is paid.

    >>> owners_in(["Communauté de communes des Landelles – Programme 2026", "Plan de la halte"])
    ['Communauté de communes des Landelles']
    """
    parts = (part.strip() for text in titles for part in PARTS.split(text))
    return [one for one in parts if name_parts(one).kind in OWNERS and name_parts(one).core]


def names_nobody(name: str) -> bool:
    """Whether words say whose money it is, or as what it comes, and name no structure.

    >>> [names_nobody(one) for one in ("Communes membres", "Cotisations des adhérents", "Europe")]
    [True, True, True]
    >>> [names_nobody(one) for one in ("Prestation de service ordinaire", "Commune de Vaux")]
    [True, False]
    """
    key = folded(name)
    is_of_all = key and (SERVICE.fullmatch(key) or TOGETHER.fullmatch(key))
    return key in ABOVE or bool(is_of_all)


def payer_of_service(text: str) -> str:
    """Who pays a service, where its name says it.

    >>> payer_of_service("Prestation de service Caf"), payer_of_service("PSO (MSA)")
    ('Caf', 'MSA')
    >>> payer_of_service("Prestation de service ordinaire")
    'Prestation de service ordinaire'
    """
    left = SERVICE.sub(" ", text, count=1).strip(" :–—-()")
    return LINK.sub("", left).strip() or text


def payer_of(text: str) -> tuple[str, str]:
    """Who pays, and as what, where a header names the fund: « DETR », « État DETR ».

    >>> payer_of("DETR"), payer_of("Europe LEADER"), payer_of("Caf"), payer_of("DETR/DSIL")
    (('État', 'DETR'), ('Europe', 'LEADER'), ('Caf', ''), ('État', 'DETR/DSIL'))
    """
    plain = folded(text)
    for scheme, payer in SCHEMES.items():
        if plain == scheme:
            return payer, text
        if plain.endswith(f" {scheme}"):
            return text[: -len(scheme)].strip(" -–—:"), text[-len(scheme) :]
    payers = {SCHEMES.get(one.strip()) for one in re.split(r"[/+&]", plain)}
    return (payers.pop() or text, text) if len(payers) == 1 and None not in payers else (text, "")

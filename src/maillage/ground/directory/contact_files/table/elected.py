"""As what does somebody act, by their function: elected, agent, neither?"""

from functools import lru_cache

from maillage.foundation.exchange.cleaning.functions import bare_function
from maillage.foundation.exchange.cleaning.tokens import plain_word, tokens
from maillage.foundation.exchange.vocabulary.words import people_words
from maillage.ground.directory.choices import OrganisationKind

_WITH_ELECTED = frozenset(
    {OrganisationKind.COMMUNE, OrganisationKind.EPCI, OrganisationKind.SYNDICATE,
     OrganisationKind.DEPARTEMENT, OrganisationKind.REGION}
)  # fmt: skip

# In a file of a cooperation, who works for the région is a contact among its partners.
_WITH_AGENTS = _WITH_ELECTED - {OrganisationKind.REGION}


def role_of_function(text: str, kind: OrganisationKind) -> str | None:
    """élu or technicien, when the function says it in a structure of this kind.

    >>> role_of_function("Présidente", OrganisationKind.EPCI)
    'élu'
    >>> role_of_function("Présidente", OrganisationKind.ASSOCIATION)
    >>> role_of_function("Responsable enfance", OrganisationKind.COMMUNE)
    'technicien'
    """
    if is_elected(text):
        return "élu"
    if kind not in _WITH_ELECTED:
        return None
    is_ranked, first, *after = _words(text)
    words = people_words()
    of_agent = bool(set(after) & words["of_agent"])
    if first in words["of_assembly"] or (first in words["deputy"] and not of_agent):
        return "élu"
    is_agent = first in words["staff"] or (first in words["deputy"] | words["councillor"] and after)
    return "technicien" if kind in _WITH_AGENTS and is_agent and not is_ranked else None


def is_elected(text: str) -> bool:
    """Whether a function is that of an elected person, by its words.

    >>> is_elected("2e adj. enfance"), is_elected("Conseillère déléguée"), is_elected("Maire")
    (True, True, True)
    >>> is_elected("Adjoint administratif"), is_elected("Conseillère technique")
    (False, False)
    """
    is_ranked, first, *after = _words(text)
    words, beside = people_words(), set(after)
    if first in words["deputy"]:
        return bool(is_ranked) or bool(after and not beside & words["of_agent"])
    in_council = first in words["councillor"] and bool(beside & words["of_council"])
    return in_council or first.partition(" ")[0] in words["elected"]


def is_post(text: str) -> bool:
    """Whether a function is a post that somebody works at, whatever the structure.

    >>> is_post("Directrice adj."), is_post("Référent familles"), is_post("Conseillère technique")
    (True, True, True)
    >>> is_post("Présidente"), is_post("Adjointe aux écoles"), is_post("Conseillère déléguée")
    (False, False, False)
    """
    first, words = _words(text)[1], people_words()
    return first in words["staff"] | words["post_held"] and not is_elected(text)


@lru_cache(10_000)
def _words(text: str) -> tuple[str, ...]:
    """The rank of a function or nothing, its first word, then the three that follow."""
    labelled = [word for word in tokens(bare_function(text)) if word.label]
    rank = labelled[0].text if labelled and labelled[0].label[1] == "o" else ""
    first, *after = [plain_word(word.text) for word in labelled[bool(rank) :]] or [""]
    return rank, first.replace("-", " "), *(word.removeprefix("d'") for word in after[:3])

"""Is this the function of an elected person?"""

from maillage.foundation.exchange.cleaning.functions import bare_function
from maillage.foundation.exchange.cleaning.tokens import plain_word, tokens
from maillage.foundation.exchange.vocabulary.words import people_words


def is_elected(text: str) -> bool:
    """Whether a function is that of an elected person, by its words.

    >>> is_elected("2e adj. enfance"), is_elected("Conseillère déléguée"), is_elected("Maire")
    (True, True, True)
    >>> is_elected("Adjoint administratif"), is_elected("Conseillère technique")
    (False, False)
    """
    labelled = [word for word in tokens(bare_function(text)) if word.label]
    is_ranked = bool(labelled) and labelled[0].label[1] == "o"
    first, *after = [plain_word(word.text) for word in labelled[is_ranked:]] or [""]
    words, beside = people_words(), {word.removeprefix("d'") for word in after[:3]}
    if first in words["deputy"]:
        return is_ranked or bool(after and not beside & words["of_agent"])
    in_council = first in words["councillor"] and bool(beside & words["of_council"])
    return in_council or first in words["elected"]

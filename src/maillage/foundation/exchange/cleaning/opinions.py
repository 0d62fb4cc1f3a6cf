"""Does a remark carry what article 9 of the RGPD protects: politics, union, religion, health?"""

import re

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.vocabulary.words import people_words

_WORD = re.compile(r"[^\W\d_]+")


def is_opinion(text: str) -> bool:
    """Whether a text says a party, a union, a religion or a state of health.

    >>> is_opinion("PS"), is_opinion("encarté au PS"), is_opinion("appeler le matin")
    (True, True, False)
    >>> is_opinion("arrêt maladie"), is_opinion("référente santé"), is_opinion("ps")
    (True, False, True)
    """
    words = people_words()
    bare = folded(text).strip("*. ()")
    written = _WORD.findall(text)
    is_acronym = any(word.isupper() and folded(word) in words["party"] for word in written)
    whole = f" {' '.join(_WORD.findall(bare))} "
    says = any(f" {' '.join(_WORD.findall(word))} " in whole for word in words["opinion"])
    return bare in words["party"] | words["party_alone"] or is_acronym or says

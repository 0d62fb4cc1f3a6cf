"""How does this kind of cooperation say "structure"? Its pages say partenaire, membre or structure.

The French of the screen is the message id of gettext, written with "structure". Behind the door of
a cooperation whose profile has another word, each sentence is agreed with it as gettext gives it:
templates, forms and views say nothing of it, and what users typed never passes here.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, partial

from django.utils import translation
from django.utils.translation import trans_real

from maillage.foundation.cooperations.profiles.rules import MONEY, Profile, Word, profile

USUAL = "structure"
OF_MONEY = f"{MONEY}{trans_real.CONTEXT_SEPARATOR}"
_spoken = ContextVar("spoken", default="fr")
# One's own structure (an employer, who one speaks for) is no partner of one's own; a name of the
# page's code (?structure=, %(structure)s) is no word.
_NOUN = re.compile(
    r"(?<![\w?&/_({=%.-])(?<!sa )(?<!votre )(?<!vos )structure(s?)(?![\w=_(-])", re.IGNORECASE
)
_QUOTED = re.compile(r"(«[^»]*»)")
# What speaks of a structure without naming it.
_ALONE = {
    "associée": "associé",
    "associées": "associés",
    "observatrice": "observateur",
    "observatrices": "observateurs",
    "une signataire": "un signataire",
    "une signataire qui finance": "un signataire qui finance",
    "une associée": "un associé",
    "une observatrice": "un observateur",
}
_PRONOUNS = (
    ("celles", "ceux"),
    ("celle qui porte", "celui qui porte"),
    ("celle de la ligne", "celui de la ligne"),
    ("Écrivez-la", "Écrivez-le"),
    ("lesquelles", "lesquels"),
    ("si elles sont deux", "s’ils sont deux"),
    ("Si elles sont deux", "S’ils sont deux"),
    ("vérifiez qu’elle l’est", "vérifiez qu’il l’est"),
    ("ne dit laquelle c’est", "ne dit lequel c’est"),
    ("structure pour elle", "structure pour lui"),
    ("parle pour elle", "parle pour lui"),
    ("pour elles", "pour eux"),
    ("pour chacune, si elle", "pour chacun, s’il"),
    ("voix de chacune", "voix de chacun"),
    ("si elle souhaite", "s’il souhaite"),
    ("quand elles se parlent", "quand ils se parlent"),
    ("elle-même", "lui-même"),
    ("elle répond", "il répond"),
    ("Elle doit", "Il doit"),
    ("qui la désigne", "qui le désigne"),
    ("qui la représente", "qui le représente"),
    ("ajoutez-la", "ajoutez-le"),
    ("nommez-la", "nommez-le"),
    ("toutes d’un coup", "tous d’un coup"),
    ("toutes d’accord", "tous d’accord"),
    ("signataires, associées", "signataires, associés"),
    ("un établissement d’une autre", "un établissement d’un autre"),
    ("c’en est une autre", "c’en est un autre"),
)
_BEFORE = (
    ("de la seule", "du seul"),
    ("la seule", "le seul"),
    ("toutes les", "tous les"),
    ("une autre", "un autre"),
    ("une seule", "un seul"),
    ("de la", "du"),
    ("à la", "au"),
    ("la", "le"),
    ("une", "un"),
    ("aucune", "aucun"),
    ("cette", "ce"),
    ("quelle", "quel"),
    ("quelles", "quels"),
    ("toute", "tout"),
)
_AFTER = (
    ("nouvelles", "nouveaux"),
    ("nouvelle", "nouveau"),
    ("connue", "connu"),
    ("créée", "créé"),
    ("ajoutée", "ajouté"),
    ("cochée", "coché"),
    ("non répétée", "non répété"),
    ("placée", "placé"),
    ("lue", "lu"),
    ("déjà lue", "déjà lu"),
    ("entendue", "entendu"),
    ("appelée", "appelé"),
    ("consultée", "consulté"),
    ("convoquée ni comptée", "convoqué ni compté"),
    ("montrée", "montré"),
    ("absente", "absent"),
    ("présente", "présent"),
    ("différente", "différent"),
)
# What may stand between the noun and the word that agrees with it.
_BETWEEN = r"(?: membres?)?(?: (?:n’)?(?:est|sont|était|étaient)(?: encore| plus| ni)?)?"


@contextmanager
def spoken(key: str) -> Iterator[None]:
    """Inside it, the screen speaks in the words of this profile."""
    token = _spoken.set(_language(profile(key)))
    translation.activate(_spoken.get())
    try:
        yield
    finally:
        _spoken.reset(token)
        translation.activate(_spoken.get())


def _language(one: Profile) -> str:
    """The name under which Django finds the sentences in the words of this profile."""
    word = one.words["member"]
    if word.singular == USUAL and not one.money:
        return "fr"
    value = trans_real._translations  # type: ignore[attr-defined]  # where Django looks
    name = f"fr-{one.key}"
    if name not in value:
        value[name] = _Agreed(word, one.money)
    return name


class _Agreed(trans_real.DjangoTranslation):
    """French, each sentence agreed with the word of a profile."""

    def __init__(self, word: Word, money: Mapping[str, str]) -> None:
        self._word, self._money = word, money
        self._french = trans_real.translation("fr")

    def to_language(self) -> str:
        """French: dates and numbers are written as everywhere."""
        return "fr"

    def gettext(self, message: str) -> str:
        """The sentence, agreed; the states of money in the words of the profile."""
        if message.startswith(OF_MONEY):
            message = paid_words(message.removeprefix(OF_MONEY), self._money)
        return agreed(self._french.gettext(message), self._word)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The sentence for this number, agreed."""
        return agreed(self._french.ngettext(msgid1, msgid2, n), self._word)


def paid_words(text: str, money: Mapping[str, str]) -> str:
    """The text where the states of money are in these words, each agreed as the usual one was.

    >>> paid_words("Aides accordées, ou pressenties.", {"accordé": "acquis"})
    'Aides acquises, ou pressenties.'
    """
    for usual, shown in money.items():
        state = re.compile(rf"\b({usual})(e?s?)\b", re.IGNORECASE)
        text = state.sub(partial(_inflected, shown), text)
    return text


def _inflected(shown: str, match: re.Match[str]) -> str:
    ending = "" if match[2] == "s" and shown.endswith("s") else match[2]
    return f"{_like(match[1], shown)}{ending}"


@lru_cache(maxsize=4096)
def agreed(text: str, word: Word) -> str:
    """The sentence where this word stands for "structure"; what it quotes is left as it is.

    >>> agreed("Aucune structure n’est encore connue.", Word("partenaire", "partenaires"))
    'Aucun partenaire n’est encore connu.'
    """
    if not word.feminine and text in _ALONE:
        return _ALONE[text]
    if not _NOUN.search(text):
        return text
    parts = _QUOTED.split(text)
    return "".join(part if part.startswith("«") else _agreed_part(part, word) for part in parts)


def _agreed_part(text: str, word: Word) -> str:
    if not word.feminine and _NOUN.search(text):
        text = _masculine(text)
    words = _NOUN.sub(lambda match: _noun(match, word), text)
    return re.sub(r"\b(membres?) membres?\b", r"\1", words, flags=re.IGNORECASE)


def _capitalised_like(word: str, match: re.Match[str]) -> str:
    """The word with the capital of the one that it takes the place of."""
    return _like(match[0], word)


def _masculine(text: str) -> str:
    """The words around the noun in the masculine."""
    for feminine, masculine in _PRONOUNS:
        text = text.replace(feminine, masculine)
    for feminine, masculine in _AFTER:
        pattern = rf"(\bstructures?{_BETWEEN}) {feminine}(s?)\b"
        text = re.sub(pattern, rf"\1 {masculine}\2", text, flags=re.IGNORECASE)
    for feminine, masculine in _BEFORE:
        pattern = rf"\b{feminine}(?= structures?\b)"
        text = re.sub(pattern, partial(_capitalised_like, masculine), text, flags=re.IGNORECASE)
    return text


def _noun(match: re.Match[str], word: Word) -> str:
    return _like(match[0], word.plural if match[1] else word.singular)


def _like(model: str, text: str) -> str:
    """The text with a capital where the model has one."""
    return text[:1].upper() + text[1:] if model[:1].isupper() else text

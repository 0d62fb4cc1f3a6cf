"""What is said of the letters that recall silent parts?"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french

MANY_LETTERS = 100


def letters_words(parts: int, structures: int) -> str:
    """How many parts are recalled to how many structures, and that nothing leaves."""
    if not parts:
        return _("Aucune part n’attend de réponse depuis deux mois.")
    words = ngettext(
        "Une part est sans réponse depuis deux mois.",
        "%(parts)s parts, dans %(structures)s, sont sans réponse depuis deux mois.",
        parts,
    ) % {
        "parts": french.capital(french.in_words(parts, feminine=True)),
        "structures": french.counted(structures, _("structure"), _("structures")),
    }
    rest = _(
        "Un lien est fait là où il manque ; rien ne part : une lettre par structure est à "
        "télécharger, avec un lien pour chaque part."
    )
    return f"{words} {rest}"


def prepared_words(count: int) -> str:
    """How many links were made."""
    if not count:
        return _("Chaque part sans réponse a déjà son lien : les lettres sont prêtes.")
    words = ngettext(
        "Un lien de plus est fait : les lettres sont prêtes.",
        "%(n)s liens de plus sont faits : les lettres sont prêtes.",
        count,
    )
    return words % {"n": french.capital(french.in_words(count))}


def ready_words(parts: int, structures: int) -> str:
    """« 500 lettres prêtes, avec les liens de 4 000 parts, en un dossier compressé »."""
    if not parts:
        return ""
    letters = ngettext("Une lettre prête", "%(n)s lettres prêtes", structures)
    slow = _(" (jusqu’à une minute d’attente)") if structures > MANY_LETTERS else ""
    return _("%(letters)s, avec le lien de %(parts)s, en un dossier compressé%(slow)s :") % {
        "letters": letters % {"n": french.capital(french.in_words(structures, feminine=True))},
        "parts": french.counted(parts, _("part"), _("parts")),
        "slow": slow,
    }

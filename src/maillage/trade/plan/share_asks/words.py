"""What is said of the letters that recall silent parts?"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.trade.plan.who_does_what.queries import Wanted

MANY_LETTERS, MANY_LINKS = 100, 1_000


def title_words(wanted: Wanted) -> str:
    """« Les lettres de relance », « La lettre de relance » of one structure."""
    return _("La lettre de relance") if wanted.structure else _("Les lettres de relance")


def gesture_words(wanted: Wanted, lacking: int, ready: int) -> str:
    """« Préparer la lettre (huit parts) », « Préparer toutes les relances »; or nothing."""
    if not lacking:
        return ""
    parts = french.counted(lacking, _("part"), _("parts"))
    if ready:
        return _("Préparer les relances qui manquent (%(parts)s)") % {"parts": parts}
    if wanted.structure:
        return _("Préparer la lettre (%(parts)s)") % {"parts": parts}
    if wanted.is_all:
        return _("Préparer toutes les relances")
    return _("Préparer les relances de ce choix (%(parts)s)") % {"parts": parts}


def letters_words(parts: int, structures: int, links: int) -> str:
    """How many parts are recalled to how many structures, and that nothing leaves.

    Where many of these `links` are to be made, that it takes time.
    """
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
    slow = _("La préparation demande jusqu’à une demi-minute d’attente.")
    return " ".join((words, rest, slow)) if links > MANY_LINKS else f"{words} {rest}"


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
    if structures == 1:
        return _("%(letters)s, avec le lien de %(parts)s :") % {
            "letters": letters,
            "parts": french.counted(parts, _("part"), _("parts")),
        }
    slow = _(" (jusqu’à une minute d’attente)") if structures > MANY_LETTERS else ""
    return _("%(letters)s, avec le lien de %(parts)s, en un dossier compressé%(slow)s :") % {
        "letters": letters % {"n": french.capital(french.in_words(structures, feminine=True))},
        "parts": french.counted(parts, _("part"), _("parts")),
        "slow": slow,
    }

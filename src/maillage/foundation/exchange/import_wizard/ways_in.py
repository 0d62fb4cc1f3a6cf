"""Which gestures let a first row of a file in, where none comes in?"""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.foundation.exchange.import_wizard.services.suggestions import RECEIPT_NEW


def ways_in_words(
    names: int, names_become: str, ticks: Collection[str], questions: str, *, corrects: bool
) -> list[str]:
    """« cochez les noms à ajouter », « cochez le versement à noter », « corrigez une ligne ».

    `ticks` are the codes of what is done once ticked, `questions` the words that ask to answer.
    Nothing where a correction alone lets something in.

    >>> ways_in_words(0, "", (), "répondez aux questions", corrects=True)
    ['répondez aux questions', 'corrigez une ligne']
    """
    ways = []
    if names:
        words = ngettext("cochez le nom %(become)s", "cochez les noms %(become)s", names)
        ways.append(words % {"become": names_become})
    if ticks:
        ways.append(_tick_words(ticks))
    if questions:
        ways.append(questions)
    return [*ways, _("corrigez une ligne")] if ways and corrects else ways


def answer_words(titles: Sequence[str], questions: int) -> str:
    """« répondez aux questions », or at which of those of the page where others alone are no help.

    >>> answer_words(["Qui paie ?"], 1), answer_words(["Qui paie ?"], 2), answer_words([], 2)
    ('répondez à la question', 'répondez à « Qui paie ? »', '')
    """
    if len(titles) < questions:
        each = dict.fromkeys(f"« {title} »" for title in titles)
        return _("répondez à %(titles)s") % {"titles": _(" ou à ").join(each)} if each else ""
    return (
        ngettext("répondez à la question", "répondez aux questions", questions) if questions else ""
    )


def _tick_words(ticks: Collection[str]) -> str:
    if set(ticks) != {RECEIPT_NEW}:
        return _("cochez ce qui est à noter")
    return ngettext("cochez le versement à noter", "cochez un versement à noter", len(ticks))

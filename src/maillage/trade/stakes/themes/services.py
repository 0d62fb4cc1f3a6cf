"""A theme is named, kept or put off; each choice stays with its reason."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.folded import fold
from maillage.core.versions import claim_version
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.choices import SubjectKind
from maillage.ground.actors.models import Subject
from maillage.ground.actors.subjects.services import name_subject, open_subject
from maillage.trade.stakes.themes.models import Theme, ThemeChoice
from maillage.trade.stakes.writing import write


class SameThemeError(Exception):
    """A theme of the cooperation already bears this name."""


def name_themes(*, access: Access, themes: Sequence[Theme]) -> list[Theme]:
    """The themes, each on its subject: the one that bears its name already, or a fresh one.

    Raises SameThemeError when a theme bears one of these names.
    """
    with write(access):
        return [_name(access, theme) for theme in themes]


def edit_theme(*, access: Access, theme: Theme, read: int) -> Theme:
    """The theme and its subject under their name.

    Raises StaleVersionError when version `read` is not the last, SameThemeError.
    """
    with write(access):
        claim_version(theme, read)
        _check_name(access, theme)
        name_subject(subject=theme.subject, label=theme.label)
        theme.save()
    return theme


def choose_theme(*, access: Access, choice: ThemeChoice) -> ThemeChoice:
    """What is chosen of a theme, after what was chosen before."""
    with write(access):
        choice.author = access.user
        choice.save()
    return choice


def _name(access: Access, theme: Theme) -> Theme:
    theme.cooperation = access.cooperation
    _check_name(access, theme)
    theme.subject = _free_subject(access, theme.label) or open_subject(
        cooperation=access.cooperation, kind=SubjectKind.THEME, label=theme.label
    )
    theme.save()
    return theme


def _free_subject(access: Access, label: str) -> Subject | None:
    """A theme that another room opened under this name, and that nothing owns yet."""
    rows = Subject.objects.filter(
        cooperation=access.cooperation_id, kind=SubjectKind.THEME, theme__isnull=True
    )
    return next((one for one in rows if fold(one.label) == fold(label)), None)


def _check_name(access: Access, theme: Theme) -> None:
    rows = Theme.objects.filter(cooperation=access.cooperation_id).exclude(pk=theme.pk)
    if fold(theme.label) in {fold(label) for label in rows.values_list("label", flat=True)}:
        raise SameThemeError(_("Un thème porte déjà ce nom."))

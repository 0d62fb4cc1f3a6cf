"""Several answers in one box, one a line: e-mails, telephones, skills, topics."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from maillage.ground.directory.records.rules import written_phone

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST_LINES = 30
FormValue: TypeAlias = "str | _StrPromise"


class LinesField(forms.CharField):
    """A box whose lines are read one by one; the first wrong line is named in the error."""

    def __init__(
        self, *, label: FormValue, hint: FormValue, read: Callable[[str], str], rows: int = 2
    ) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            required=False,
            max_length=6_000,
            widget=forms.Textarea(attrs={"rows": rows}),
        )
        self.read = read

    def lines(self, text: str) -> list[str]:
        """The lines as they are kept, without blanks or repetitions."""
        typed = [line.strip() for line in text.splitlines() if line.strip()]
        if len(typed) > MOST_LINES:
            raise ValidationError(_("Trente lignes au plus : retirez celles qui ne servent pas."))
        return list(dict.fromkeys(self.read(line) for line in typed))

    def clean(self, value: str | None) -> list[str]:
        """The lines that were typed, each read."""
        return self.lines(super().clean(value))


def read_email(line: str) -> str:
    """The address in lower case; ValidationError that names it when it is not one."""
    try:
        validate_email(line)
    except ValidationError:
        raise ValidationError(
            _("« %(line)s » n’est pas une adresse : une par ligne, comme nom@exemple.fr.")
            % {"line": line[:80]}
        ) from None
    return line.lower()


def read_phone(line: str) -> str:
    """The number in pairs; ValidationError that names it when it is not one."""
    number = written_phone(line)
    if not number:
        raise ValidationError(
            _("« %(line)s » n’est pas un numéro : un par ligne, comme 01 99 00 31 02.")
            % {"line": line[:80]}
        )
    return number


def read_words(most: int) -> Callable[[str], str]:
    """A reader of short texts that names the one that is too long."""

    def read(line: str) -> str:
        if len(line) > most:
            raise ValidationError(
                _("« %(line)s… » est trop long : %(most)s lettres au plus par ligne.")
                % {"line": line[:40], "most": most}
            )
        return " ".join(line.split())

    return read

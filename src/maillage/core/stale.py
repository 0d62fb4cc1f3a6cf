"""What does the second of two people see? Both texts, field by field, and nothing is lost."""

from dataclasses import dataclass
from datetime import date, datetime
from difflib import SequenceMatcher

from django import forms
from django.forms import BaseForm, BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.messages import say_nothing_changed
from maillage.core.numbers import read_number
from maillage.core.record_by_name import RecordByNameField
from maillage.core.versions import StaleVersionError, Versioned


@dataclass(frozen=True, slots=True)
class TwoTexts:
    """A field on which two people wrote: its control holds what was typed."""

    field: BoundField
    typed: SafeString
    saved: SafeString


@dataclass(frozen=True, slots=True)
class Rival:
    """Who saved meanwhile, and when in words: "à 14 h 12", "le 19 novembre à 14 h 12"."""

    name: str
    moment: str

    @classmethod
    def at(cls, name: str, moment: datetime) -> "Rival":
        """The rival who saved at this moment, told to whoever reads now."""
        local = timezone.localtime(moment)
        hour = _("à %(hour)s h %(minute)s") % {"hour": local.hour, "minute": f"{local:%M}"}
        if local.date() == timezone.localdate():
            return cls(name, hour)
        day = french.day_in_words(local.date())
        return cls(name, _("le %(day)s %(hour)s") % {"day": day, "hour": hour})


def version_read(request: HttpRequest, record: Versioned) -> int:
    """The version that the form was opened on.

    A form sent without it has read nothing (0): it writes over nothing.
    """
    if request.method != "POST":
        return record.version
    return read_number(request.POST.get("version", "")) or 0


def two_texts(form: BaseForm, saved: BaseForm) -> list[TwoTexts]:
    """The visible fields that differ between what was typed and what is saved, in their order."""
    pairs = [
        (bound, typed_words(bound), typed_words(saved[bound.name]))
        for bound in form.visible_fields()
    ]
    return [
        TwoTexts(bound, _marked(typed, other), _marked(other, typed))
        for bound, typed, other in pairs
        if typed != other
    ]


def stale_page(
    request: HttpRequest,
    form: BaseForm,
    saved: BaseForm,
    error: StaleVersionError,
    *,
    rival: Rival | None,
    back: str,
) -> HttpResponse:
    """The page of both texts (409): sending it again writes over the version it shows.

    `saved` is the same form on the saved record, `back` the sheet of the record. There one goes
    at once when all that was typed is what is saved: the button was pressed twice.
    """
    texts = two_texts(form, saved)
    if not texts and form.visible_fields():
        say_nothing_changed(request)
        return redirect(back)
    apart = {text.field.name for text in texts}
    context = {
        "texts": texts,
        "same": [bound for bound in form if bound.name not in apart],
        "version": error.current.version,
        "rival": rival,
        "record": error.current,
        "back": back,
    }
    return render(request, "core/stale.html", context, status=409)


def typed_words(bound: BoundField) -> str:
    """What is typed in the field, as one reads it; nothing when it is empty."""
    value, field = bound.value(), bound.field
    if isinstance(field, forms.FileField):
        value = getattr(bound.data, "name", "")
    if isinstance(field, forms.BooleanField):
        return _("oui") if value else _("non")
    if value in (None, ""):
        return ""
    if isinstance(field, RecordByNameField):
        return field.name_of(value)
    if isinstance(field, forms.ChoiceField):
        chosen = [str(one.choice_label) for one in bound.subwidgets if one.data["selected"]]
        return ", ".join(chosen)
    if isinstance(field, forms.DateField):
        return _day(field, value)
    return str(value).replace("\r\n", "\n").strip()


def _day(field: forms.DateField, value: object) -> str:
    try:
        day = value if isinstance(value, date) else field.to_python(str(value))
    except forms.ValidationError:
        return str(value)
    return str(value) if day is None else french.long_date(day)


def _marked(text: str, other: str) -> SafeString:
    """The text, with the words that the other does not have marked."""
    if not text:
        return mark_safe(f'<span class="m-soft">{escape(_("rien"))}</span>')
    mine, theirs = text.split(" "), other.split(" ")
    pieces = []
    for same, start, end, _from, _to in SequenceMatcher(None, mine, theirs).get_opcodes():
        words = " ".join(mine[start:end])
        if words:
            mark = same != "equal"
            pieces.append(("<mark>" if mark else "", words, "</mark>" if mark else ""))
    return format_html_join(
        " ", "{}{}{}", ((mark_safe(a), words, mark_safe(b)) for a, words, b in pieces)
    )

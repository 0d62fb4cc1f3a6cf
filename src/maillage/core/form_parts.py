"""What does a form ask first, what waits under "Préciser", and which sentence will be kept?"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.forms import (
    BaseForm,
    BaseModelForm,
    BoundField,
    CheckboxInput,
    ModelChoiceField,
    RadioSelect,
    Select,
)
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french

MOST = 4
# What a template sentence names: {due_on} always, [, avant le {due_on}] once it is answered;
# {le:body} and {de:body} with its article, {jour:held_on} with its day of the week, {euros:cents}
# as a sum.
READERS = lazy("[ Qui peut le lire : {visibility}.]")
NAMED = re.compile(r"\{(?:\w+:)?(\w+)\}")


@dataclass(frozen=True, slots=True)
class FormParts:
    """The questions of a form in two lists; the second is open when it holds an error.

    While it is folded, `answered` says how many of its questions have an answer, and `filled` in
    words those that nobody gave. `enough` says once that nothing is compulsory, and no question
    says it again.
    """

    first: Sequence[BoundField]
    more: Sequence[BoundField]
    is_open: bool
    answered: int
    filled: Sequence[str]
    enough: str
    sentence: str

    @property
    def tells_optional(self) -> bool:
        """Whether each question says for itself that it may stay empty."""
        return not self.enough

    @property
    def more_words(self) -> str:
        """What the folded questions are about: "acte, fichier de l’acte et deux autres"."""
        labels = [str(bound.label) for bound in self.more]
        days = [label for label in labels if french.waits(label)]
        subjects = list(dict.fromkeys(_subject(label) for label in labels if label not in days))
        if days and len(subjects) < MOST:
            subjects.append(french.counted(len(days), _("date"), _("dates")))
            return french.listed(subjects)
        return french.listed([*subjects, *days])

    @property
    def answered_words(self) -> str:
        """What is filled in the folded questions and how many are answered; nothing when none."""
        words = [*self.filled]
        if self.answered:
            one, several = _("réponse notée"), _("réponses notées")
            words.append(french.counted(self.answered, one, several))
        return f"({', '.join(words)})" if words else ""


def form_parts(form: BaseForm) -> FormParts:
    """The parts of a form: those it says `essential`, all of them where it says nothing.

    `read_back` is the sentence that a form writes as one answers it. A name that the form does
    not ask for, as a field that this reader may not see, leaves its piece of the sentence out.
    What the form has `filled` itself is said in its words, by name, and is no answer of anybody.
    """
    shown = form.visible_fields()
    essential: Sequence[str] = getattr(form, "essential", ())
    first = [
        bound
        for bound in shown
        if not essential or bound.name in essential or _waits_for_an_answer(form, bound)
    ]
    more = [bound for bound in shown if bound not in first]
    sentence = str(getattr(form, "read_back", ""))
    filled = _filled(form, more)
    lacks = any(name not in form.fields for name in NAMED.findall(_always(sentence)))
    return FormParts(
        first=first,
        more=more,
        is_open=any(bound.errors for bound in more),
        answered=sum(_is_answered(form, bound) for bound in more if bound.name not in filled),
        filled=list(filled.values()),
        enough=_enough(form, shown),
        sentence="" if lacks or not sentence else f"{sentence}{_readers(form)}",
    )


def _filled(form: BaseForm, more: Sequence[BoundField]) -> dict[str, str]:
    """What the form filled itself and nobody changed, in its words, by name."""
    words: Mapping[str, str] = getattr(form, "filled", {})
    given = {one.name: one.value() for one in more if one.name in words}
    return {name: words[name] for name, value in given.items() if value == form.initial.get(name)}


def _subject(label: str) -> str:
    """A label as a sentence lists it: what it begins with, its first letter small."""
    subject = re.split(r",| :", label, maxsplit=1)[0]
    return subject if subject[1:2].isupper() else f"{subject[:1].lower()}{subject[1:]}"


def _enough(form: BaseForm, shown: Sequence[BoundField]) -> str:
    """What a form without one compulsory question asks for; it may say it in its own words."""
    if len(shown) < 2 or any(bound.field.required for bound in shown):
        return ""
    return str(getattr(form, "enough", _("Rien n’est obligatoire.")))


def _readers(form: BaseForm) -> str:
    return str(READERS) if "visibility" in form.fields else ""


def _always(sentence: str) -> str:
    return re.sub(r"\[[^\]]*\]", "", sentence)


def _waits_for_an_answer(form: BaseForm, bound: BoundField) -> bool:
    """Whether nothing can be sent without it, and no answer stands there already."""
    field = bound.field
    if not field.required or form.get_initial_for_field(field, bound.name) not in (None, "", []):
        return False
    begins_with_one = type(field.widget) is Select and not isinstance(field, ModelChoiceField)
    return isinstance(field.widget, RadioSelect) or not begins_with_one


def _is_answered(form: BaseForm, bound: BoundField) -> bool:
    """Whether one of those who wrote gave it an answer; what is required has one by default."""
    value = bound.value()
    if value == bound.field.prepare_value(_default(form, bound.name)):
        return False
    if isinstance(bound.field.widget, CheckboxInput):
        return bool(value)
    return not bound.field.required and value not in (None, "", [], ())


def _default(form: BaseForm, name: str) -> object:
    """What stands in a form that nobody has filled: its own value, else its model's."""
    initial = form.fields[name].initial
    if initial is None and isinstance(form, BaseModelForm):
        rows = (one for one in form.instance._meta.fields if one.name == name)
        return next((one.get_default() for one in rows), None)
    return initial() if callable(initial) else initial

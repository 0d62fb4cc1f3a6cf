"""A note as it is typed: at a desk, or on a phone between two meetings."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField, learned_by_today
from maillage.core.folded import fold, holds_words
from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.choices import Visibility
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import Source, Subject
from maillage.ground.actors.readings.fields.source import KINDS
from maillage.ground.directory.models import Organisation, Person
from maillage.trade.dialogue.choices import READERS
from maillage.trade.dialogue.notebook.models import Note

LONGEST, NAMED = 40_000, 5
REMINDER = lazy(
    "Des faits, datés. Cette note peut être demandée un jour par la personne dont elle parle "
    "(RGPD), ou par quiconque une fois la décision prise (CADA)."
)


class WordsField(forms.CharField):
    """What was heard; its line ends are those of every browser."""

    def __init__(self, *, rows: int) -> None:
        super().__init__(
            help_text=REMINDER,
            max_length=LONGEST,
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={
                "required": lazy("Écrivez au moins une phrase."),
                "max_length": lazy(
                    "Une note tient en 40 000 caractères : gardez-en le début ici, et la suite "
                    "dans une seconde note."
                ),
            },
        )

    def to_python(self, value: object) -> str:
        """The words, each line ended once."""
        words = super().to_python(value) or ""
        return words.replace("\r\n", "\n").replace("\r", "\n")


class NoteForm(forms.Form):
    """A note and what it is about."""

    essential: ClassVar[tuple[str, ...]] = ("words", "source_kind", "on", "organisations")

    words = WordsField(rows=12)
    source_kind = forms.ChoiceField(
        label=lazy("D’où cela vient"), choices=[(one.value, one.label) for one in KINDS]
    )
    on = DayField(label=lazy("Entendu le"))
    who = forms.CharField(
        label=lazy("Auprès de qui"),
        required=False,
        max_length=150,
        help_text=lazy("Une fonction suffit : le secrétariat, l’adjointe à l’eau."),
    )
    title = forms.CharField(label=lazy("Titre"), required=False, max_length=200)
    visibility = forms.ChoiceField(
        label=lazy("Qui peut la lire"),
        choices=[(one.value, one.label) for one in READERS],
        initial=Visibility.OFFICERS,
        help_text=lazy("Au plus étroit qui serve : votre binôme doit pouvoir reprendre le fil."),
    )

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        note: Note,
        organisations: QuerySet[Organisation],
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=_initial_values(note) | (initial or {}))
        self.note = note
        self.fields["words"].label = _("Ce que vous avez entendu")
        self.fields["organisations"] = TickedField(
            label=_("Structures"),
            queryset=organisations,
            required=False,
        )
        self.order_fields(
            ["words", "source_kind", "on", "who", "organisations", "title", "visibility"]
        )

    def clean_on(self) -> date:
        """The day it was heard; not to come."""
        return learned_by_today(self.cleaned_data["on"])

    def clean(self) -> dict[str, object]:
        """The whole; second hand stays with the officers."""
        cleaned = super().clean() or {}
        second = cleaned.get("source_kind") in SourceKind.second_hand()
        if second and cleaned.get("visibility") == Visibility.TEAM:
            self.add_error(
                "visibility",
                _("Ce que la structure n’a pas dit elle-même reste aux chargées de coopération."),
            )
        return cleaned

    def typed_note(self) -> Note:
        """The note as typed, its source beside it, both unsaved."""
        typed = self.cleaned_data
        self.note.title, self.note.visibility = typed["title"], typed["visibility"]
        source = self.note.source
        source.kind, source.on = typed["source_kind"], typed["on"]
        source.who, source.words = typed["who"], typed["words"]
        return self.note


class NoteAddForm(NoteForm):
    """A note, with the person and the subject that it is first of all about."""

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        note: Note,
        organisations: QuerySet[Organisation],
        people: QuerySet[Person],
        subjects: QuerySet[Subject],
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, note=note, organisations=organisations, initial=initial)
        self.fields["person"] = PersonField(people)
        self.fields["subject"] = one_subject(subjects)
        self.order_fields(
            ["words", "source_kind", "on", "who", "organisations", "person", "subject", "title"]
        )

    @property
    def about(self) -> list[Organisation | Person | Subject]:
        """What was chosen."""
        typed = self.cleaned_data
        chosen = [*typed["organisations"], typed["person"], typed["subject"]]
        return [one for one in chosen if one is not None]


class LineForm(forms.Form):
    """One line, while the telephone is still in the hand."""

    words = WordsField(rows=2)

    def __init__(self) -> None:
        super().__init__()
        self.fields["words"].label = _("En une ligne")


class QuickForm(forms.Form):
    """A few words kept at once, heard today."""

    words = WordsField(rows=8)

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        organisations: QuerySet[Organisation],
        initial: dict[str, object] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["words"].label = _("Ce que vous venez d’entendre")
        self.fields["organisation"] = forms.ModelChoiceField(
            label=_("Structure"),
            queryset=organisations,
            required=False,
            empty_label=_("aucune pour l’instant"),
        )

    @property
    def about(self) -> list[Organisation]:
        """The structure chosen, if any."""
        chosen = self.cleaned_data["organisation"]
        return [chosen] if chosen else []


class TieForm(forms.Form):
    """One more structure, person or subject that a note is about."""

    enough = lazy("Une seule de ces réponses suffit.")

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        organisations: QuerySet[Organisation],
        people: QuerySet[Person],
        subjects: QuerySet[Subject],
    ) -> None:
        super().__init__(data)
        self.fields["organisation"] = forms.ModelChoiceField(
            label=_("Structure"), queryset=organisations, required=False
        )
        self.fields["person"] = PersonField(people)
        self.fields["subject"] = one_subject(subjects)

    def clean(self) -> dict[str, object]:
        """The whole; something is chosen."""
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Choisissez une structure, une personne ou un sujet."))
        return cleaned

    @property
    def about(self) -> list[Organisation | Person | Subject]:
        """What was chosen."""
        return [one for one in self.cleaned_data.values() if one is not None]


class PersonField(forms.CharField):
    """A person of the directory, by what is typed of their name: nothing is chosen among 10,000."""

    def __init__(self, people: QuerySet[Person]) -> None:
        super().__init__(
            label=_("Personne"),
            required=False,
            max_length=200,
            help_text=_(
                "Son nom, comme dans l’annuaire. Elle trouvera cette note dans l’export de ce qui "
                "est tenu sur elle."
            ),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )
        self.people = people

    def clean(self, value: object) -> Person | None:
        """The one whose name holds the words; refused when there is none, or several."""
        typed: str = super().clean(value)
        if not typed:
            return None
        people = list(self.people.filter(holds_words(typed, "folded"))[: NAMED + 1])
        exact = [one for one in people if fold(str(one)) == fold(typed)]
        if len(people) != 1 and len(exact) != 1:
            raise forms.ValidationError(_several(people))
        return (exact or people)[0]


def _several(people: Sequence[Person]) -> str:
    if not people:
        return _("L’annuaire ne connaît personne de ce nom : ajoutez-la d’abord, ou laissez vide.")
    names = ", ".join(str(one) for one in people[:NAMED])
    return _("Plusieurs personnes : %(names)s. Écrivez le nom entier.") % {"names": names}


def one_subject(subjects: QuerySet[Subject]) -> forms.ModelChoiceField[Subject]:
    """The choice of a stake, a theme, a decision."""
    return forms.ModelChoiceField(label=_("Sujet"), queryset=subjects, required=False)


def _initial_values(note: Note) -> dict[str, object]:
    if note._state.adding:
        return {"on": timezone.localdate()}
    tied = note.links.filter(organisation__isnull=False).values_list("organisation", flat=True)
    return {
        "words": note.words,
        "source_kind": note.source.kind,
        "on": note.source.on,
        "who": note.who,
        "title": note.title,
        "visibility": note.visibility,
        "organisations": list(tied),
    }


def fresh_source() -> Source:
    """The source of a note that is about to be written: an interview of today."""
    return Source(kind=SourceKind.INTERVIEW, on=timezone.localdate())

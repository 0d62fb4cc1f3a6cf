"""The heading, as it is set, held or adapted."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.days import DayField
from maillage.foundation.cooperations.choices import Visibility
from maillage.trade.context.choices import Course
from maillage.trade.context.heading.models import HeadingStep

READERS = (Visibility.MEMBERS, Visibility.TEAM, Visibility.OFFICERS)
LONGEST = 1500


class HeadingForm(forms.Form):
    """What is done with the heading, its words, why, and where it was decided.

    Without `last` it is set for the first time: nothing is held or adapted.
    """

    course = forms.ChoiceField(
        label=lazy("Que faites-vous du cap ?"),
        choices=[
            (Course.HELD.value, lazy("le tenir, sans y toucher")),
            (Course.ADAPTED.value, lazy("l’adapter")),
        ],
        widget=forms.RadioSelect,
    )
    statement = forms.CharField(
        label=lazy("Le cap"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=lazy("Une phrase que chacun pourrait redire : ce qu’on vise, pour qui, quand."),
    )
    changed = forms.CharField(
        label=lazy("Ce qui change"),
        required=False,
        max_length=300,
        help_text=lazy("En quelques mots : la date, le périmètre, l’ambition…"),
    )
    why = forms.CharField(
        label=lazy("Pourquoi"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    decided_at = forms.CharField(
        label=lazy("Décidé où"),
        required=False,
        max_length=200,
        help_text=lazy(
            "COPIL du 12 mai 2026, conseil du 4 octobre… Laissez vide si c’est votre lecture."
        ),
    )
    on = DayField(label=lazy("Décidé le"))
    visibility = forms.ChoiceField(
        label=lazy("Qui peut le lire"),
        choices=[(one.value, one.label) for one in READERS],
        initial=Visibility.MEMBERS,
    )

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        last: HeadingStep | None,
        initial: dict[str, object] | None = None,
    ) -> None:
        shown: dict[str, object] = {"on": timezone.localdate()}
        if last is not None:
            shown |= {"statement": last.statement, "visibility": last.visibility}
        super().__init__(data, initial=shown | (initial or {}))
        self.last = last
        if last is None:
            del self.fields["course"]
            del self.fields["changed"]

    def clean_on(self) -> date:
        """The day it was done: not to come, not before the last one."""
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(_("Cette date est à venir : écrivez le jour où c’est dit."))
        if self.last is not None and on < self.last.on:
            raise forms.ValidationError(
                _("Le cap a déjà une version du %(day)s : choisissez ce jour ou un jour d’après.")
                % {"day": french.long_date(self.last.on)}
            )
        return on

    def clean(self) -> dict[str, object]:
        """Held, its words stay; adapted, they change and the change is told; both say why."""
        cleaned = super().clean() or {}
        if self.last is None:
            return cleaned
        is_same = _plain(cleaned.get("statement")) == _plain(self.last.statement)
        if cleaned.get("course") == Course.HELD and not is_same:
            self.add_error(
                "statement",
                _("Tenir le cap, c’est garder ses mots : remettez-les, ou choisissez d’adapter."),
            )
        if cleaned.get("course") == Course.ADAPTED and cleaned.get("statement") and is_same:
            self.add_error("statement", _("Rien n’a changé : récrivez le cap, ou tenez-le."))
        if cleaned.get("course") == Course.ADAPTED and not cleaned.get("changed"):
            self.add_error("changed", _("Dites en quelques mots ce qui change."))
        if not cleaned.get("why"):
            self.add_error("why", _("Dites pourquoi, en une phrase."))
        return cleaned

    @property
    def step(self) -> HeadingStep:
        """The step as it was told, not yet kept."""
        cleaned = self.cleaned_data
        return HeadingStep(
            course=cleaned.get("course", Course.SET),
            statement=cleaned["statement"].strip(),
            on=cleaned["on"],
            changed=cleaned.get("changed", ""),
            why=cleaned["why"],
            decided_at=cleaned["decided_at"],
            visibility=cleaned["visibility"],
        )


def _plain(text: object) -> str:
    return " ".join(str(text or "").split())


def step_initial(step: HeadingStep) -> dict[str, object]:
    """The form filled with a step that is kept already."""
    names = ("course", "statement", "changed", "why", "decided_at", "on", "visibility")
    return {name: getattr(step, name) for name in names}

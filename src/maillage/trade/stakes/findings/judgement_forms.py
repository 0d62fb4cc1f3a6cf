"""What a structure says of findings, as it is typed: one cell, its own page, the workshop."""

from collections.abc import Sequence
from typing import ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.days import DayField
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.questions.fields import SignedForm
from maillage.ground.actors.choices import Confidence
from maillage.ground.actors.readings.fields.places import PlacesForm
from maillage.ground.actors.readings.fields.source import SourceFields
from maillage.ground.directory.models import Actor, Organisation
from maillage.trade.stakes.actors.queries import ActorHead
from maillage.trade.stakes.choices import Judgement
from maillage.trade.stakes.findings.asking import Put
from maillage.trade.stakes.findings.models import Finding, FindingReading
from maillage.trade.stakes.findings.queries import Judged
from maillage.trade.stakes.findings.services import Given
from maillage.trade.stakes.own_answers import NOTHING

OWN_WORDS = {
    Judgement.AGREED.value: lazy("d’accord"),
    Judgement.CONTESTED.value: lazy("nous le voyons autrement"),
    Judgement.UNKNOWN.value: lazy("nous ne savons pas"),
}
SILENT = ("", lazy("rien de dit devant tous"))


def without_words(name: str) -> str:
    """Why a disagreement without a reason is not kept."""
    return _(
        "Dites ce que %(name)s voit autrement : un désaccord sans motif ne se discute pas."
    ) % {"name": french.with_article(name)}


class JudgementForm(SourceFields):
    """What the structure says of the finding; then where it comes from, and who reads it."""

    essential: ClassVar[tuple[str, ...]] = ("verdict", "said", "source_kind", "source_on")

    verdict = forms.ChoiceField(
        label=lazy("Son avis"), choices=Judgement.choices, widget=forms.RadioSelect
    )
    proposes = forms.CharField(label=lazy("Elle propose"), required=False, max_length=300)
    check_by = forms.ModelChoiceField(
        Organisation.objects.none(), label=lazy("Qui vérifie"), required=False, empty_label="–"
    )
    check_on = DayField(label=lazy("Pour le"), required=False)
    last = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        actor: Actor,
        finding: Finding,
        standing: FindingReading | None,
        organisations: QuerySet[Organisation],
    ) -> None:
        super().__init__(data, about_person=False, initial={"last": standing.pk if standing else 0})
        self.sent, self.actor, self.finding = data, actor, finding
        checker = self.fields["check_by"]
        if isinstance(checker, forms.ModelChoiceField):
            checker.queryset = organisations
        self.order_fields(["verdict", "said", "source_kind", "source_on", "source_who"])
        self.fields["last"] = self.fields.pop("last")

    def clean(self) -> dict[str, object]:
        """A disagreement has its words."""
        cleaned = super().clean()
        if cleaned.get("verdict") == Judgement.CONTESTED and not cleaned.get("said"):
            self.add_error("said", without_words(str(self.actor)))
        return cleaned

    @property
    def last_read(self) -> int:
        """The number of the judgement that the form showed, 0 for none."""
        return int(self.cleaned_data.get("last") or 0)

    @property
    def judgement(self) -> FindingReading:
        """The judgement as it was told, not yet kept."""
        cleaned = self.cleaned_data
        return FindingReading(
            cooperation=self.actor.cooperation,
            actor=self.actor,
            finding=self.finding,
            verdict=cleaned["verdict"],
            proposes=cleaned["proposes"],
            check_by=cleaned["check_by"],
            check_on=cleaned["check_on"],
            on=cleaned.get("source_on") or self.source.on,
            said=cleaned["said"],
            confidence=cleaned["confidence"] or Confidence.LIKELY,
            visibility=cleaned["visibility"] or Visibility.OFFICERS,
        )

    def show_rival(self, current: FindingReading) -> None:
        """What was typed stays, ready to be sent again after the one that came meanwhile."""
        sent = QueryDict(mutable=True) if self.sent is None else self.sent.copy()
        sent["last"] = str(current.pk)
        self.data = sent


class OwnFindingsForm(PlacesForm):
    """What a structure says of each finding put to it, with its words."""

    control: type[forms.widgets.ChoiceWidget] = forms.Select

    def __init__(self, data: QueryDict | None = None, *, puts: Sequence[Put], actor: Actor) -> None:
        super().__init__(data)
        self.puts, self.actor = puts, actor
        self.order_fields([name for one in puts for name in self._add(one)])

    def _add(self, one: Put) -> tuple[str, ...]:
        verdict = forms.ChoiceField(
            label=one.finding.statement,
            choices=[NOTHING, *OWN_WORDS.items()],
            required=False,
            widget=self.control,
            initial=one.own.verdict if one.own else "",
            help_text=one.finding.source,
        )
        label = _("Ce que nous voyons autrement : %(name)s") % {"name": one.finding}
        words = label, one.own.said if one.own else ""
        return self.ask_place(
            one.finding.pk, one.last, names=_names(one.finding), answer=verdict, words=words
        )

    def clean(self) -> dict[str, object]:
        """One judgement at least that was not given already; a disagreement has its words."""
        cleaned = super().clean() or {}
        for one in self.puts:
            value, words = _names(one.finding)
            if cleaned.get(value) == Judgement.CONTESTED and not cleaned.get(words):
                self.add_error(words, without_words(str(self.actor)))
        if not self.errors and not self._given(cleaned):
            raise forms.ValidationError(_("Dites votre avis sur un constat au moins."))
        return cleaned

    def _given(self, values: dict[str, object]) -> list[Given]:
        results = []
        for one in self.puts:
            verdict, words = (str(values.get(name) or "") for name in _names(one.finding))
            repeats = one.own is not None and (one.own.verdict, one.own.said) == (verdict, words)
            if verdict and not repeats:
                last = self.last_read(one.finding.pk)
                results.append(Given(one.finding, verdict, words, last))
        return results

    @property
    def given(self) -> list[Given]:
        """What the structure says that it had not said."""
        return self._given(self.cleaned_data)


class LinkFindingsForm(OwnFindingsForm, SignedForm):
    """The same by link, with buttons for a thumb and the name of whoever answers."""

    control = forms.RadioSelect


class FindingWorkshopForm(PlacesForm):
    """One finding on the wall: one answer for each structure, and the words that count."""

    words = forms.CharField(
        label=lazy("Ce qui est vu autrement, avec les mots de la salle"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        finding: Finding,
        seated: Sequence[tuple[ActorHead, Judged | None]],
    ) -> None:
        super().__init__(data)
        self.finding, self.seated = finding, seated
        order: list[str] = []
        for actor, judged in seated:
            text = judged.verdict if judged else ""
            self.fields[_seat(actor)] = forms.ChoiceField(
                label=french.capital(actor.name),
                choices=[*Judgement.choices, SILENT],
                required=False,
                initial=text,
                widget=forms.RadioSelect(attrs={"data-maillage-kept": text}),
            )
            last = judged.number if judged else 0
            order += [_seat(actor), self.remember(actor.pk, last)]
        self.order_fields(order)

    def clean(self) -> dict[str, object]:
        """One answer at least that was not known; a disagreement has its words."""
        cleaned = super().clean() or {}
        answers = self._changed(cleaned)
        against = [actor for actor, verdict in answers if verdict == Judgement.CONTESTED]
        if against and not cleaned.get("words"):
            self.add_error("words", without_words(against[0].name))
        if not self.errors and not answers:
            raise forms.ValidationError(_("Aucun avis n’a changé : choisissez-en un."))
        return cleaned

    def _changed(self, values: dict[str, object]) -> list[tuple[ActorHead, str]]:
        results = []
        for actor, judged in self.seated:
            verdict = str(values.get(_seat(actor)) or "")
            if verdict and verdict != (judged.verdict if judged else ""):
                results.append((actor, verdict))
        return results

    @property
    def answers(self) -> list[tuple[int, Given]]:
        """What the room answers, by the number of each actor."""
        words = self.cleaned_data["words"]
        return [
            (
                actor.pk,
                Given(
                    self.finding,
                    verdict,
                    words if verdict == Judgement.CONTESTED else "",
                    self.last_read(actor.pk),
                ),
            )
            for actor, verdict in self._changed(self.cleaned_data)
        ]


def last_judgements(puts: Sequence[Put]) -> dict[int, int]:
    """The number of the judgement that stands on each finding."""
    return {one.finding.pk: one.last for one in puts}


def _names(finding: Finding) -> tuple[str, str]:
    return f"verdict_{finding.pk}", f"words_{finding.pk}"


def _seat(actor: ActorHead) -> str:
    return f"verdict_{actor.pk}"

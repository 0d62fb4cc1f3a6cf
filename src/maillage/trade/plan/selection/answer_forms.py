"""What a voice marks and what a funder says of a project, as it is typed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Max, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.fields import FlatSelect, MarkedRadios, ScaleRadios
from maillage.core.money import EurosField
from maillage.core.read_again import ReadForm
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.questions.fields import with_source
from maillage.ground.directory.models import Organisation
from maillage.trade.plan.choices import FunderView
from maillage.trade.plan.selection import queries
from maillage.trade.plan.selection.models import (
    Ballot,
    CallVoice,
    Candidacy,
    Criterion,
    FunderOpinion,
)
from maillage.trade.plan.selection.words import VIEW_MARKS


class CandidacyAnswerForm(ReadForm):
    """What is said of a project by one of these speakers; alone, or a part of a longer page.

    `last` is the number of the last thing that anybody said of it, 0 for none.
    """

    answers, speaker = "", ""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        candidacy: Candidacy,
        initial: dict[str, object],
        is_part: bool,
    ) -> None:
        self.candidacy = candidacy
        super().__init__(
            data,
            initial={**initial, "read": self.last},
            prefix=f"p{candidacy.pk}" if is_part else None,
            empty_permitted=is_part,
            use_required_attribute=not is_part,
        )

    @property
    def last(self) -> int:
        """The number of the last ballot, or of the last opinion, on the project."""
        rows = getattr(self.candidacy, self.answers)
        return rows.aggregate(last=Max("pk"))["last"] or 0

    def speaks(self, label: str, rows: QuerySet[Any], *, is_part: bool) -> None:
        """Asks who speaks, of these; a part of a page knows it."""
        self.fields[self.speaker] = forms.ModelChoiceField(
            rows,
            label=label,
            widget=forms.HiddenInput if is_part else FlatSelect,
            empty_label=_("Choisir"),
        )


class BallotForm(CandidacyAnswerForm):
    """Whether the voice stands down, first; else a mark for each criterion.

    `shown` is the ballot that its reader may see again.
    """

    answers, speaker = "ballots", "voice"

    stands_down = forms.BooleanField(label=lazy("Cette voix se déporte"), required=False)
    why = forms.CharField(
        label=lazy("Pourquoi"),
        required=False,
        max_length=300,
        help_text=lazy("Pour un déport, ou si le porteur note son propre projet."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        candidacy: Candidacy,
        voices: QuerySet[CallVoice],
        voice: CallVoice | None,
        shown: Ballot | None,
        is_part: bool = False,
    ) -> None:
        super().__init__(data, candidacy=candidacy, initial={"voice": voice}, is_part=is_part)
        self.criteria: Sequence[Criterion] = list(candidacy.call.grid.criteria.all())
        self.speaks(_("Voix"), voices, is_part=is_part)
        values = {one.criterion_id: one.value for one in shown.marks.all()} if shown else {}
        self.initial["stands_down"] = (
            shown.stands_down
            if shown
            else voice is not None and queries.is_carried_by(candidacy, voice)
        )
        self.initial["why"] = shown.why if shown else ""
        self.proposed = shown is None and bool(self.initial["stands_down"])
        for one in self.criteria:
            self.fields[f"mark_{one.pk}"] = mark_field(one, values.get(one.pk))
        self.order_fields(["read", "voice", "stands_down", *self._names, "why"])

    @property
    def is_confirmed(self) -> bool:
        """Whether a voice that carries the project sends as it is that it stands down."""
        return self.is_bound and self.proposed and bool(self["stands_down"].value())

    @property
    def _names(self) -> list[str]:
        return [f"mark_{one.pk}" for one in self.criteria]

    def clean(self) -> dict[str, object]:
        """Something is said; the holder's own voice says why it marks."""
        values = super().clean() or {}
        if values.get("stands_down"):
            return values
        voice = values.get("voice")
        carries = isinstance(voice, CallVoice) and queries.is_carried_by(self.candidacy, voice)
        if carries and not values.get("why"):
            self.add_error("why", carrier_words(str(voice)))
        if not self.errors and not any(values.get(name) not in {None, ""} for name in self._names):
            self.add_error(None, _("Donnez une note au moins, ou dites que cette voix se déporte."))
        return values

    def ballot(self, author: User | None, by: str, means: str = Means.ACCOUNT) -> Ballot:
        """What the voice says, its marks apart."""
        names = ("voice", "stands_down", "why")
        values = {name: self.cleaned_data[name] for name in names}
        ballot = Ballot(candidacy=self.candidacy, recorded_by=author, **values)
        return with_source(ballot, self, by, means)

    def values(self) -> dict[int, int]:
        """The marks given, by criterion; none beside a voice that stands down."""
        cleaned = self.cleaned_data
        if cleaned["stands_down"]:
            return {}
        answers = {one.pk: cleaned[f"mark_{one.pk}"] for one in self.criteria}
        return {number: int(value) for number, value in answers.items() if value != ""}


def carrier_words(voice: str) -> str:
    """What is answered to a voice that marks the project that it carries."""
    return _("Projet porté par %(name)s : la voix se déporte, ou dites pourquoi elle note.") % {
        "name": french.with_article(voice)
    }


def mark_field(one: Criterion, value: int | None) -> forms.TypedChoiceField:
    """The marks that a criterion takes, one of them chosen already."""
    words = [str(number) for number in range(one.highest + 1)]
    choices = (
        [("1", _("Oui")), ("0", _("Non"))]
        if one.is_eliminating
        else [(number, number) for number in words]
    )
    weight = _("éliminatoire") if one.is_eliminating else _("compte %s fois") % one.weight
    return forms.TypedChoiceField(
        label=one.label,
        choices=choices,
        required=False,
        initial="" if value is None else str(value),
        help_text=". ".join(filter(None, (one.help.rstrip("."), french.capital(weight)))) + ".",
        widget=ScaleRadios,
    )


class FunderOpinionForm(CandidacyAnswerForm):
    """What a funder says of a project, for how much, on which conditions."""

    answers, speaker = "opinions", "funder"

    opinion = forms.ChoiceField(
        label=lazy("Avis"),
        choices=[(one.value, str(one.label).capitalize()) for one in FunderView],
        widget=MarkedRadios([(value, ("opinion", mark)) for value, mark in VIEW_MARKS.items()]),
    )
    amount_cents = EurosField(label=lazy("Montant envisagé"), required=False, max_length=20)
    conditions = forms.CharField(
        label=lazy("Conditions, pièces attendues"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        candidacy: Candidacy,
        funders: QuerySet[Organisation],
        funder: Organisation | None,
        is_part: bool = False,
    ) -> None:
        names = ("opinion", "amount_cents", "conditions")
        standing = queries.standing_opinion(candidacy, funder) if funder else None
        initial = {name: getattr(standing, name) for name in names} if standing else {}
        super().__init__(
            data, candidacy=candidacy, initial={**initial, "funder": funder}, is_part=is_part
        )
        self.speaks(_("Financeur"), funders, is_part=is_part)
        self.order_fields(["read", "funder", *names])

    def clean(self) -> dict[str, object]:
        """The opinion: who is not concerned, or refuses, gives nothing."""
        values = super().clean() or {}
        refuses = values.get("opinion") in {FunderView.NONE, FunderView.UNFAVOURABLE}
        if refuses and values.get("amount_cents"):
            self.add_error(
                "amount_cents", _("Un avis défavorable ou sans objet ne porte aucun montant.")
            )
        return values

    def answer(self, author: User | None, by: str, means: str = Means.ACCOUNT) -> FunderOpinion:
        """What the funder says."""
        names = ("funder", "opinion", "amount_cents", "conditions")
        values = {name: self.cleaned_data[name] for name in names}
        opinion = FunderOpinion(candidacy=self.candidacy, recorded_by=author, **values)
        return with_source(opinion, self, by, means)

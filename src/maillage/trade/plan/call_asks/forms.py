"""What is said by link of every project of a call: the form of each, signed once."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from maillage.core.stale import typed_words
from maillage.foundation.cooperations.questions.fields import SignedForm
from maillage.foundation.cooperations.questions.pages import RecipientForm
from maillage.trade.plan.selection.answer_forms import BallotForm, FunderOpinionForm

Part = BallotForm | FunderOpinionForm


class AskCallForm(RecipientForm):
    """Which voice or funder is asked, and to whom the link goes."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        speakers: Sequence[tuple[str, str]],
        initial: dict[str, object],
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["speaker"] = forms.ChoiceField(
            label=_("Voix ou financeur"), choices=[("", _("Choisir")), *speakers]
        )
        self.order_fields(["speaker"])


class CallAnswerForm(SignedForm):
    """The forms of the projects, of which one at least says something, and who answers."""

    def __init__(
        self, data: QueryDict | None, *, parts: Sequence[Part], recipient: str, speaker: object
    ) -> None:
        super().__init__(data)
        self.parts = parts
        self.sign(recipient, speaker)

    @property
    def answered(self) -> list[Part]:
        """The forms that say something new, or what is proposed to who carries the project."""
        return [
            one
            for one in self.parts
            if set(one.changed_data) - {"read", one.speaker}
            or (isinstance(one, BallotForm) and one.is_confirmed)
        ]

    def clean(self) -> dict[str, object]:
        """The signature; a project at least, each form of a project being right."""
        values = super().clean()
        if not self.answered:
            self.add_error(None, _("Répondez sur un projet au moins."))
        elif not all(one.is_valid() for one in self.parts):
            self.add_error(None, _("Corrigez ce qui est signalé plus bas."))
        return values

    def facts(self) -> list[tuple[str, str]]:
        """What is said of each project, as its receipt repeats it; nothing before it is sent."""
        return [
            (f"{one.candidacy}, {bound.label}", words)
            for one in (self.answered if self.is_bound else ())
            for bound in one.visible_fields()
            if (words := typed_words(bound))
        ]

"""What a structure draws, what it says of its page, from which year to which: as typed."""

from collections.abc import Sequence
from typing import ClassVar

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.money import EurosField
from maillage.core.read_again import ReadForm
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.fields import SignedForm
from maillage.trade.evaluation.balance.models import ENDS_FIRST, BalanceReading, Benefit
from maillage.trade.evaluation.balance.queries import structures_to_note
from maillage.trade.evaluation.balance.readings import Drawn


class BenefitForm(forms.ModelForm[Benefit]):
    """Who draws what, in which years, and what shows it."""

    essential: ClassVar[tuple[str, ...]] = ("organisation", "label", "from_year", "to_year")
    file = forms.FileField(label=lazy("La pièce"), required=False)

    class Meta:
        model = Benefit
        fields: ClassVar[list[str]] = [
            *("organisation", "label", "from_year", "to_year"),
            *("kind", "quantity", "unit", "cents", "evidence"),
        ]

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
        *,
        instance: Benefit,
        access: Access,
    ) -> None:
        super().__init__(data, files, instance=instance)
        self.fields["organisation"] = forms.ModelChoiceField(
            structures_to_note(access), label=_("Structure")
        )
        self.fields["cents"] = EurosField(
            label=_("En euros, si c’est une somme"), required=False, empty_value=None
        )
        self.fields["evidence"].help_text = _(
            "Un document, une adresse, une date : ce qu’un élu pourrait vérifier."
        )
        self.fields["quantity"].help_text = _("Avec son unité : 12, jours ; 3, cantines.")

    def clean(self) -> dict[str, object]:
        """The benefit: its years are in order."""
        values = super().clean() or {}
        first, last = values.get("from_year"), values.get("to_year")
        if isinstance(first, int) and isinstance(last, int) and last < first:
            self.add_error("to_year", ENDS_FIRST)
        return values


class Contested(forms.Form):
    """Whether something of the page is not right: then the structure says what."""

    contested = forms.BooleanField(
        label=lazy("Quelque chose n’est pas juste : la page ne s’ouvre pas avant une réponse"),
        required=False,
    )

    def clean(self) -> dict[str, object]:
        """What is contested is said."""
        values = super().clean() or {}
        if values.get("contested") and not values.get("words") and not self.errors:
            self.add_error("words", _("Dites ce qui n’est pas juste."))
        return values


class PageWordsForm(Contested):
    """What a structure says of its page, and who says it."""

    words = forms.CharField(
        label=lazy("Ce qu’elle en dit"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=lazy("Laissez vide si elle n’a rien à ajouter."),
    )
    said_by = forms.CharField(label=lazy("Auprès de qui"), max_length=150)

    def __init__(self, data: QueryDict | None = None, *, page: BalanceReading) -> None:
        initial = {"words": page.words, "said_by": page.said_by, "contested": page.is_contested}
        super().__init__(data, initial=initial)
        self.order_fields(["words", "contested", "said_by"])


class PageAnswerForm(forms.ModelForm[BalanceReading]):
    """What one answers to a structure that spoke of its page."""

    class Meta:
        model = BalanceReading
        fields: ClassVar[list[str]] = ["answer"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"answer": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, data: QueryDict | None = None, *, instance: BalanceReading) -> None:
        super().__init__(data, instance=instance)
        self.fields["answer"].required = True
        self.fields["answer"].help_text = _(
            "Elle lit votre réponse sur sa page ; sans compte, par un nouveau lien."
        )


class LinkPageForm(ReadForm, SignedForm, Contested):
    """What the structure says of its own page, and which benefits it confirms."""

    agreed = forms.MultipleChoiceField(
        label=lazy("Ce que vous confirmez"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label=lazy("Ce qui manque, ce qui n’est pas juste, ce que vous voulez en dire"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        page: BalanceReading,
        unconfirmed: Sequence[Drawn],
        recipient: str,
    ) -> None:
        last = {"words": page.words, "contested": page.is_contested}
        super().__init__(data, initial=last | {"read": page.version})
        choices = [(str(one.number), one.label) for one in unconfirmed]
        self.fields["agreed"].choices = choices  # type: ignore[attr-defined]  # of a choice field
        if not choices:
            del self.fields["agreed"]
        self.sign(recipient, page.organisation)


class PublishForm(forms.Form):
    """Which pages are opened to the members: one that its structure discusses is to be chosen."""

    pages = forms.MultipleChoiceField(
        label=lazy("Les pages à ouvrir"),
        widget=forms.CheckboxSelectMultiple,
        help_text=lazy("Une page dont sa structure dit quelque chose n’est pas cochée d’avance."),
    )

    def __init__(
        self, data: QueryDict | None = None, *, pages: Sequence[BalanceReading] = ()
    ) -> None:
        super().__init__(data)
        self.page_by_number = {str(one.pk): one for one in pages}
        field = self.fields["pages"]
        field.choices = [  # type: ignore[attr-defined]  # of a choice field
            (
                number,
                _("%(name)s, qui en dit : « %(words)s »")
                % {"name": one.organisation, "words": french.inner_quotes(one.words)}
                if one.words
                else str(one.organisation),
            )
            for number, one in self.page_by_number.items()
        ]
        field.initial = [
            number
            for number, one in self.page_by_number.items()
            if not one.words or one.answered_on
        ]

    @property
    def chosen(self) -> list[BalanceReading]:
        """The pages that were chosen."""
        return [self.page_by_number[number] for number in self.cleaned_data["pages"]]

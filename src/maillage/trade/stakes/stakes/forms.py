"""A stake as it is typed: its name, what it is about, until when, and how it is read."""

from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.readings.fields.source import READERS
from maillage.trade.stakes.choices import StakeLabel
from maillage.trade.stakes.findings.queries import findings_to_choose
from maillage.trade.stakes.stakes.models import LabelChoice, Stake
from maillage.trade.stakes.themes.queries import themes

GIVEN_BACK = "positions"
MOST_PARTS = 6


class StakeForm(forms.ModelForm[Stake]):
    """The name of a stake and what it is about."""

    essential: ClassVar[tuple[str, ...]] = ("label", "theme")
    read_back = lazy("{label}[, dans le thème {theme}].")

    class Meta:
        model = Stake
        fields: ClassVar[list[str]] = ["label", "description", "theme", "finding"]
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "description": forms.Textarea(attrs={"rows": 4})
        }
        labels: ClassVar[dict[str, Promise]] = {
            "label": lazy("L’enjeu, en quelques mots"),
            "description": lazy("De quoi il s’agit"),
        }
        help_texts: ClassVar[dict[str, Promise]] = {
            "label": lazy(
                "Comme vous le diriez en séance, sans prendre parti : « Partage du coût de "
                "l’ingénierie »."
            ),
            "description": lazy("Lu par tous ceux qui prennent part à la coopération."),
        }

    def __init__(self, data: QueryDict | None = None, *, instance: Stake, access: Access) -> None:
        super().__init__(data, instance=instance)
        self.fields["theme"] = forms.ModelChoiceField(
            label=_("Thème"), queryset=themes(access), required=False, empty_label=_("aucun")
        )
        self._ask_finding(access)

    def _ask_finding(self, access: Access) -> None:
        """The finding it comes from; one that this reader may not see stays as it is."""
        number = self.instance.finding_id
        rows = findings_to_choose(access, number)
        readable = set(rows.values_list("pk", flat=True))
        if not readable or (number or 0) not in {0, *readable}:
            del self.fields["finding"]
            return
        self.fields["finding"] = forms.ModelChoiceField(
            label=_("Constat dont il vient"), queryset=rows, required=False, empty_label=_("aucun")
        )

    def clean_label(self) -> str:
        """The name, its spaces put right."""
        return " ".join(str(self.cleaned_data["label"]).split())


class CloseForm(forms.Form):
    """Until when a stake counts, and why it does not any more."""

    on = DayField(label=lazy("Clos le"))
    why = forms.CharField(
        label=lazy("Pourquoi"),
        max_length=300,
        help_text=lazy("Tranché en séance, sans objet, repris par un autre enjeu…"),
    )

    def __init__(self, data: QueryDict | None = None, *, stake: Stake) -> None:
        values = {"on": stake.until or timezone.localdate(), "why": stake.why_closed}
        super().__init__(data, initial=values)
        self.stake = stake

    def clean_on(self) -> date:
        """The day; not to come, not before the stake was opened."""
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError(_("Cette date est à venir : clore se dit le jour venu."))
        if self.stake.since and on < self.stake.since:
            raise ValidationError(_("Cet enjeu a été ouvert après ce jour : corrigez la date."))
        return on


class FollowForm(CloseForm):
    """The stakes that follow one: a single one replaces it, several are its parts."""

    labels = forms.CharField(
        label=lazy("Les enjeux qui suivent, un par ligne"),
        max_length=1_200,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=lazy("Une ligne le remplace ; plusieurs le scindent. Six au plus."),
    )

    field_order = ("labels", "on", "why")

    def clean_labels(self) -> list[str]:
        """The names, each once."""
        lines = (" ".join(line.split()) for line in str(self.cleaned_data["labels"]).splitlines())
        names = list(dict.fromkeys(line for line in lines if line))
        if len(names) > MOST_PARTS:
            raise ValidationError(_("Six enjeux au plus : gardez ceux qui comptent."))
        long = next((name for name in names if len(name) > 200), None)
        if long:
            raise ValidationError(_("Un intitulé dépasse 200 caractères : raccourcissez-le."))
        return names


class LabelForm(forms.ModelForm[LabelChoice]):
    """How an officer reads a stake, and why."""

    label = forms.ChoiceField(
        label=lazy("Cet enjeu est"),
        choices=[
            *StakeLabel.choices,
            (GIVEN_BACK, lazy("ce que disent les positions notées, sans choix de votre part")),
        ],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = LabelChoice
        fields: ClassVar[list[str]] = ["label", "reason", "on", "visibility"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"reason": forms.Textarea(attrs={"rows": 3})}
        labels: ClassVar[dict[str, Promise]] = {
            "reason": lazy("Pourquoi"),
            "visibility": lazy("Qui peut le lire"),
        }
        help_texts: ClassVar[dict[str, Promise]] = {
            "reason": lazy("Le fait qui vous fait lire autrement : un accord trouvé, une lettre…"),
        }

    on = DayField(label=lazy("Décidé le"))

    def __init__(self, data: QueryDict | None = None, *, instance: LabelChoice) -> None:
        super().__init__(
            data,
            instance=instance,
            initial={"on": timezone.localdate(), "visibility": Visibility.OFFICERS},
        )
        self.fields["visibility"] = forms.ChoiceField(
            label=_("Qui peut le lire"), choices=[(one.value, one.label) for one in READERS]
        )

    def clean_label(self) -> str:
        """The word; empty when it is given back to the positions."""
        chosen = str(self.cleaned_data["label"])
        return "" if chosen == GIVEN_BACK else chosen

    def clean_on(self) -> date:
        """The day; not to come."""
        on: date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise ValidationError(_("Cette date est à venir : écrivez le jour où vous le savez."))
        return on

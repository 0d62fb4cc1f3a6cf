"""A public, as it is typed: who, for which theme, where, how many, who counted them."""

from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.models import Access
from maillage.ground.territories.models import Territory
from maillage.trade.context.choosing import themes_to_offer
from maillage.trade.context.publics.models import TWICE, Public
from maillage.trade.context.publics.queries import is_twice, own_ground


class PublicForm(forms.ModelForm[Public]):
    """A public and its number; its name is enough."""

    class Meta:
        model = Public
        fields: ClassVar[list[str]] = ["label", "theme", "size", "year", "source", "territories"]
        labels: ClassVar[dict[str, Promise]] = {
            "label": lazy("Pour qui"),
            "size": lazy("Combien"),
            "year": lazy("En quelle année"),
            "source": lazy("Qui les a comptés"),
        }
        help_texts: ClassVar[dict[str, Promise]] = {
            "label": lazy("Des personnes qui partagent un besoin : « familles monoparentales »."),
            "size": lazy("Un nombre de personnes ; jamais de noms."),
        }

    def __init__(self, data: QueryDict | None = None, *, instance: Public, access: Access) -> None:
        super().__init__(data, instance=instance)
        themes = themes_to_offer(access)
        self.fields["theme"] = forms.ModelChoiceField(
            themes, label=_("Thème"), required=False, empty_label=_("tous les thèmes")
        )
        ground = own_ground(access)
        if instance.pk and access.is_officer:
            ticked = Territory.objects.filter(pk__in=instance.territories.values("pk"))
            ground = (ground | ticked).distinct()
        self.fields["territories"] = TickedField(
            ground,
            label=_("Communes"),
            required=not access.is_officer,
            error_messages={"required": _("Cochez au moins une commune de votre structure.")},
        )

    def clean_year(self) -> int | None:
        """The year in which they were counted; not to come."""
        year: int | None = self.cleaned_data["year"]
        if year and year > timezone.localdate().year:
            raise ValidationError(_("Cette année est à venir : écrivez celle du comptage."))
        return year

    def clean(self) -> dict[str, object]:
        """The public, once in its theme."""
        values = super().clean() or {}
        theme = self.cleaned_data.get("theme")
        if is_twice(self.instance, str(values.get("label", "")), theme.pk if theme else None):
            self.add_error("label", TWICE)
        return values

    @property
    def territories(self) -> list[Territory]:
        """Where they live."""
        return list(self.cleaned_data["territories"])

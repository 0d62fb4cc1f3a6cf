"""A perimeter, as it is drawn from a list of territories or from a file."""

from collections.abc import Mapping

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.cooperations.models import Access
from maillage.ground.territories.atlas.geojson import (
    MOST_BYTES,
    UnreadableOutlineError,
    read_geojson,
)
from maillage.ground.territories.atlas.outlines import Outline
from maillage.ground.territories.choices import Nature
from maillage.ground.territories.perimeters.models import Perimeter
from maillage.ground.territories.perimeters.queries import parts_of
from maillage.ground.territories.perimeters.services import Drawing
from maillage.ground.territories.territories.models import Territory
from maillage.ground.territories.territories.queries import territories_by_ref

MOST_PARTS = 1_500
KEPT = ("name", "nature", "source", "version")


class PerimeterForm(forms.Form):
    """Name, nature and source of a perimeter, and an outline if one has it in a file."""

    name = forms.CharField(label=lazy("Nom du périmètre"), max_length=200)
    nature = forms.ChoiceField(label=lazy("Ce que c’est"), choices=Nature.choices)
    source = forms.CharField(
        label=lazy("Source"),
        max_length=300,
        required=False,
        help_text=lazy("Le décret, l’arrêté ou la délibération qui fixe ce périmètre."),
    )
    outline = forms.FileField(
        label=lazy("Fichier du contour (GeoJSON), donné par votre service de cartes"),
        required=False,
        help_text=lazy(
            "2 Mo au plus, en degrés (WGS 84) : il remplace la liste par les communes "
            "dont la mairie est dedans."
        ),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json"}),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    chosen: tuple[Territory, ...] = ()

    def clean_outline(self) -> Outline | None:
        """The outline read from the file; the error says what to correct in it."""
        file: UploadedFile[bytes] | None = self.cleaned_data["outline"]
        if file is None:
            return None
        try:
            return read_geojson(file.read(MOST_BYTES + 1))
        except UnreadableOutlineError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> None:
        """A perimeter lies somewhere: a territory at least, or a file."""
        if not (self.chosen or self.cleaned_data.get("outline") or "outline" in self.errors):
            self.add_error(
                None,
                _("Ajoutez un territoire à la liste, ou déposez un contour : il en faut un."),
            )

    def drawing(self) -> Drawing:
        """What has been said of the perimeter."""
        cleaned = self.cleaned_data
        return Drawing(
            cleaned["name"], cleaned["nature"], cleaned["source"], self.chosen, cleaned["outline"]
        )


def typed_perimeter(request: HttpRequest, access: Access) -> PerimeterForm:
    """The form as it was sent, with the territories chosen so far."""
    form = PerimeterForm(request.POST, request.FILES)
    form.chosen = _chosen(access, request.POST.getlist("parts"), request.POST)
    return form


def unfinished_perimeter(request: HttpRequest, access: Access) -> PerimeterForm:
    """The form between two searches: what was typed is kept, nothing is judged yet."""
    form = PerimeterForm(initial={name: request.POST.get(name, "") for name in KEPT})
    form.chosen = _chosen(access, request.POST.getlist("parts"), request.POST)
    return form


def blank_perimeter(access: Access, refs: list[str]) -> PerimeterForm:
    """An empty form, with these territories if one comes from them."""
    form = PerimeterForm()
    form.chosen = _chosen(access, refs, {})
    return form


def form_of_perimeter(perimeter: Perimeter) -> PerimeterForm:
    """The form that shows the perimeter as it is kept."""
    form = PerimeterForm(
        initial={
            "name": perimeter.territory.name,
            "nature": perimeter.nature,
            "source": perimeter.source,
            "version": perimeter.version,
        }
    )
    form.chosen = tuple(parts_of(perimeter))
    return form


def _chosen(
    access: Access, refs: list[str], parameters: Mapping[str, str]
) -> tuple[Territory, ...]:
    parts = [ref for ref in refs[:MOST_PARTS] if ref != parameters.get("remove")]
    if parameters.get("add"):
        parts.append(parameters["add"])
    return tuple(territories_by_ref(access, parts).values())

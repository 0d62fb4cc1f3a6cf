"""How an actor stands on a subject, as it is typed, with the fact that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.choices import Attitude
from maillage.ground.actors.postures.models import Posture
from maillage.ground.actors.readings.fields.narrow import NarrowFields
from maillage.ground.actors.sources.queries import Drawn
from maillage.ground.actors.subjects.models import Subject
from maillage.ground.actors.subjects.queries import subjects
from maillage.ground.directory.members.queries import actors
from maillage.ground.directory.models import Actor

COOPERATION = "coop"
ASKED = (
    (Attitude.DRIVER, lazy("impulseur : pousse, propose, entraîne")),
    (Attitude.FOLLOWER, lazy("suiveur : vient si d’autres y vont")),
    (Attitude.NEUTRAL, lazy("neutre : ne s’en mêle pas")),
    (Attitude.HOSTILE, lazy("hostile : freine ou s’oppose")),
)
ORDER = [
    *("actor", "subject", "attitude", "said", "source_kind", "source_on", "source_who"),
    *("confidence", "expires_on", "visibility", "read"),
]


@dataclass(frozen=True)
class PosturePlace:
    """Who asks, what is shown first, and the sentence of a note that it is drawn from.

    `newest` is the number of the last posture noted when the form was opened, of any actor: its
    actor is chosen in the form, and what stood before it was opened is no surprise.
    """

    access: Access
    actor: str = ""
    subject: str = ""
    last: Posture | None = None
    newest: int = 0
    drawn: Drawn | None = None


class PostureForm(NarrowFields):
    """The attitude of an actor; the fact is required, and a last day when it is somebody."""

    essential: ClassVar[tuple[str, ...]] = ("actor", "subject", "attitude", "said")

    actor = forms.ModelChoiceField(label=lazy("Acteur"), queryset=Actor.objects.none())
    subject = forms.ChoiceField(label=lazy("Sur quel sujet"))
    attitude = forms.ChoiceField(label=lazy("Sa posture"), choices=ASKED, widget=forms.RadioSelect)

    def __init__(self, data: Mapping[str, str] | None = None, *, place: PosturePlace) -> None:
        last = place.last
        shown: dict[str, object] = {
            "actor": place.actor,
            "subject": place.subject or COOPERATION,
            "read": place.newest,
        }
        if last is not None:
            shown["attitude"] = last.attitude
        super().__init__(data, about_person=True, drawn=place.drawn, initial=shown)
        self.access = place.access
        self.keep_narrow()
        self._offer(place.access)
        self.order_fields(ORDER)

    def _offer(self, access: Access) -> None:
        offered = self.fields["actor"]
        if isinstance(offered, forms.ModelChoiceField):
            offered.queryset = actors(access)
        about = self.fields["subject"]
        rows = [one for one in subjects(access) if one.kind != "cooperation"]
        if isinstance(about, forms.ChoiceField):
            about.choices = [
                (COOPERATION, _("la coopération elle-même")),
                *((str(one.pk), one.label) for one in rows),
            ]
        field, end = self.fields["said"], self.fields["expires_on"]
        field.label, field.required = _("Le fait qui la montre"), True
        field.help_text = _("Ce qui a été dit ou fait, daté : ni intention supposée, ni jugement.")
        end.required = False
        end.help_text = _("Pour une personne, deux ans au plus.")

    def clean(self) -> dict[str, object]:
        """The whole; what is said of somebody has a last day, what is said of a structure none."""
        cleaned = super().clean()
        actor = cleaned.get("actor")
        if not isinstance(actor, Actor):
            return cleaned
        if not actor.person_id:
            cleaned["expires_on"] = None
        elif not cleaned.get("expires_on") and "expires_on" not in self.errors:
            self.add_error(
                "expires_on",
                _("C’est une personne : dites quel jour cette ligne s’efface, dans les deux ans."),
            )
        return cleaned

    @property
    def posture(self) -> Posture:
        """The posture as it was told, not yet kept; its subject is told apart."""
        cleaned = self.cleaned_data
        return Posture(
            cooperation=self.access.cooperation,
            actor=cleaned["actor"],
            attitude=cleaned["attitude"],
            said=cleaned["said"],
            on=self.source.on,
            confidence=cleaned["confidence"],
            expires_on=cleaned["expires_on"],
            visibility=cleaned["visibility"],
        )

    @property
    def about(self) -> Subject | None:
        """The subject; None for the cooperation itself."""
        subject = self.cleaned_data["subject"]
        return None if subject == COOPERATION else subjects(self.access).get(pk=int(subject))

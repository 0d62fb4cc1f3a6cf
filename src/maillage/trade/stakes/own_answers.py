"""With which words does a structure answer for itself, who answers, and who may read it?"""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.cooperations.choices import Visibility
from maillage.ground.actors.models import Reading

NOTHING = ("", lazy("pas de réponse aujourd’hui"))
OWN_WORDS = {
    4: lazy("pour : c’est une condition de notre existence"),
    3: lazy("pour : cela sert nos missions"),
    2: lazy("pour : cela sert nos projets"),
    1: lazy("pour : cela sert notre fonctionnement"),
    0: lazy("ni pour ni contre"),
    -1: lazy("contre : cela gêne notre fonctionnement"),
    -2: lazy("contre : cela gêne nos projets"),
    -3: lazy("contre : cela touche nos missions"),
    -4: lazy("contre : cela met en cause notre existence"),
}


def own_readers() -> forms.ChoiceField:
    """Asks who may read the answer, when the structure is free to say."""
    return forms.ChoiceField(
        label=lazy("Qui peut lire votre réponse"),
        choices=[
            (Visibility.OFFICERS.value, lazy("les chargées de coopération seulement")),
            (Visibility.MEMBERS.value, lazy("tous ceux qui prennent part à la coopération")),
        ],
        initial=Visibility.OFFICERS,
        widget=forms.RadioSelect,
    )


def noted_meanwhile(current: Reading) -> str:
    """Why what a room says is shown again when somebody noted another thing in between."""
    return _("%(name)s vient d’être noté autrement (%(value)s). Relisez, puis enregistrez.") % {
        "name": current.actor,
        "value": current,
    }

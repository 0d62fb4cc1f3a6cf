"""What the forms of readings that officers keep to themselves share."""

from django import forms
from django.utils.translation import gettext as _

from maillage.core.read_again import ReadForm
from maillage.foundation.cooperations.choices import Visibility
from maillage.ground.actors.readings.fields.source import SourceFields
from maillage.ground.actors.readings.models import Reading

ASIDE = (Visibility.OFFICERS, Visibility.ME)


class NarrowFields(ReadForm, SourceFields):
    """A reading that never goes beyond the officers, told again when another came meanwhile."""

    def keep_narrow(self) -> None:
        """Offers the officers and oneself alone."""
        offered = [(one.value, one.label) for one in ASIDE]
        self.fields["visibility"] = forms.ChoiceField(
            label=_("Qui peut le lire"), choices=offered, initial=Visibility.OFFICERS
        )
        if self.initial.get("visibility") not in {one.value for one in ASIDE}:
            self.initial["visibility"] = Visibility.OFFICERS

    def add_rival_error(self, rival: Reading, word: str, source: str) -> None:
        """Says what somebody else noted meanwhile; what was typed stays, ready to be sent again."""
        self.read_again(rival.pk, rival_words(str(rival.author), word, source))


def rival_words(name: str, word: str, source: str) -> str:
    """What somebody noted while one was typing, and what saving does."""
    words = _(
        "Pendant que vous écriviez, %(name)s a noté « %(word)s » (%(source)s). Si vous "
        "enregistrez, les deux lectures restent et se lisent côte à côte."
    )
    return words % {"name": name, "word": word, "source": source}

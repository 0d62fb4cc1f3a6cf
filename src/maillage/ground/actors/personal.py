"""What does the play of actors know of a person?"""

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from maillage.core.personal import Chapter, Room, Somebody, personal
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.ground.actors.erasures.services import forget_readings
from maillage.ground.actors.influences.models import Influence
from maillage.ground.actors.influences.words import strength_word
from maillage.ground.actors.positions.models import Position
from maillage.ground.actors.postures.models import Posture
from maillage.ground.actors.readings.models import Reading
from maillage.ground.actors.readings.words import reading_words
from maillage.ground.actors.sources.models import Source
from maillage.ground.directory.rights.queries import day


@personal.answer
def actor_room() -> Sequence[Room]:
    """Their positions, postures and influences, and the sources that name them."""
    return (Room(_export, forget_readings),)


def _export(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    access = as_access(reader)
    return (
        _readings(access, somebody),
        _influences(access, somebody),
        _sources(access, somebody),
        _facts(access, somebody),
    )


def _readings(access: Access, somebody: Somebody) -> Chapter:
    values: list[Position | Posture] = [
        *Posture.objects.visible_to(access).filter(actor__person=somebody.number),
        *Position.objects.visible_to(access).filter(actor__person=somebody.number),
    ]
    headers = (_("Sujet"), _("Ce qui a été lu"), _("Le fait"), _("Source"), _("À effacer le"))
    rows = [
        (one.subject.label, str(one), one.said, reading_words(access, one), day(one.expires_on))
        for one in values
    ]
    return Chapter(_("Positions et postures"), headers, rows)


def _influences(access: Access, somebody: Somebody) -> Chapter:
    condition = Q(actor__person=somebody.number) | Q(target__person=somebody.number)
    influences = Influence.objects.visible_to(access).filter(condition)
    headers = (_("Qui"), _("Sur qui"), _("Ce qui est touché"), _("Le fait"), _("Source"))
    rows = [
        (
            str(one.actor),
            str(one.target),
            strength_word(one.strength),
            one.said,
            reading_words(access, one),
        )
        for one in influences.select_related("source")
    ]
    return Chapter(_("Influences"), headers, rows)


def _sources(access: Access, somebody: Somebody) -> Chapter:
    rows = [
        (str(one), one.who, one.words, day(one.on))
        for one in Source.objects.visible_to(access)
        if somebody.is_mentioned_in(one.who) or somebody.is_mentioned_in(one.words)
    ]
    headers = (_("D’où cela vient"), _("Auprès de"), _("Ce qui a été dit"), _("Le"))
    return Chapter(_("Sources qui la nomment"), headers, rows)


def _facts(access: Access, somebody: Somebody) -> Chapter:
    """The facts noted of other actors in which they are named."""
    readings: list[Reading] = [
        *Position.objects.visible_to(access).exclude(said="").select_related("actor"),
        *Posture.objects.visible_to(access).exclude(said="").select_related("actor"),
        *Influence.objects.visible_to(access).exclude(said="").select_related("actor"),
    ]
    rows = [
        (str(one._meta.verbose_name), one.said, day(one.on))
        for one in readings
        if one.actor.person_id != somebody.number and somebody.is_mentioned_in(one.said)
    ]
    headers = (_("Où"), _("Le fait"), _("Le"))
    return Chapter(_("Faits qui la nomment"), headers, rows)

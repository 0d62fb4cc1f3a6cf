"""Where does the mission of reading the play of actors stand?"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.foundation.cooperations.choices import Visibility
from maillage.ground.actors.postures.models import Posture
from maillage.ground.directory.models import Member
from maillage.ground.directory.records.models.periods import in_force

AGES_AFTER = timedelta(days=183)


@dataclass(frozen=True)
class GameFacts:
    """The day of the last posture of each member structure, without its name."""

    members: int
    read: tuple[date, ...]
    today: date
    url: str

    @property
    def silent(self) -> int:
        """How many members no posture tells of."""
        return self.members - len(self.read)

    @property
    def old(self) -> tuple[date, ...]:
        """The last days that are past six months."""
        return tuple(day for day in self.read if day + AGES_AFTER < self.today)


def load(moment: Moment) -> GameFacts:
    """The facts of one cooperation, in two queries; what an officer keeps alone is left out."""
    members = Member.objects.filter(in_force(), cooperation=moment.cooperation_id)
    numbers = set(members.values_list("organisation_id", flat=True))
    rows = Posture.objects.filter(
        cooperation=moment.cooperation_id,
        visibility=Visibility.OFFICERS,
        withdrawn_at__isnull=True,
        on__lte=moment.today,
    )
    last: dict[int, date] = {}
    for organisation, day in rows.values_list("actor__organisation_id", "on"):
        if organisation in numbers:
            last[organisation] = max(day, last.get(organisation, day))
    return GameFacts(
        members=len(numbers),
        read=tuple(sorted(last.values())),
        today=moment.today,
        url=reverse("actors:postures", args=[moment.slug]),
    )


def actor_game_read(facts: GameFacts) -> State:
    """In place while each member has a posture less than six months old; it ages after."""
    if not facts.read:
        return State(
            Level.TODO,
            _("Aucune posture n’est notée : on ne sait pas qui pousse, qui suit, qui freine."),
            next_step=_("Noter la posture d’un premier membre, avec le fait qui la montre."),
            next_url=facts.url,
        )
    shown = (Evidence(_("Postures"), facts.url),)
    since, until = facts.read[0], facts.read[0] + AGES_AFTER
    if facts.old:
        day = french.long_date(facts.read[0])
        return State(
            Level.AGED,
            _("Une lecture au moins a plus de six mois : la plus ancienne est du %(day)s.")
            % {"day": day},
            shown,
            since=until,
            next_step=_("Relire les postures anciennes avant la prochaine séance."),
            next_url=facts.url,
        )
    if facts.silent:
        return State(
            Level.DOING,
            _count_words(facts),
            shown,
            since=since,
            until=until,
            next_step=_("Noter celles qui manquent, en commençant par qui compte."),
            next_url=facts.url,
        )
    return State(
        Level.DONE,
        _("Chaque membre a une posture notée depuis moins de six mois."),
        shown,
        since=since,
        until=until,
    )


def _count_words(facts: GameFacts) -> str:
    return ngettext(
        "Posture connue : %(known)s membre sur %(members)s.",
        "Postures connues : %(known)s membres sur %(members)s.",
        len(facts.read),
    ) % {"known": len(facts.read), "members": facts.members}

"""What of people and their rights waits for this reader?"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Turn, Waiting, waiting
from maillage.core.points import Reader
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.ground.directory import permissions
from maillage.ground.directory.notices.queries import due_counts, unconfirmed_times


@waiting.answer
def directory_waits(reader: Reader, today: date) -> Sequence[Waiting]:
    """People to inform and records to review for officers; times to confirm for spokespersons."""
    access = as_access(reader)
    slug = access.cooperation.slug
    if not permissions.can_keep_cards(access):
        return []
    if not permissions.can_keep_directory(access):
        return [
            Waiting(
                _("Confirmer la disponibilité %(of)s") % {"of": french.of_body(time.person)},
                _("Le temps promis attend l’accord de sa structure."),
                reverse("directory:person_availability_confirm", args=[slug, time.pk]),
                minutes=2,
                verb=_("Confirmer"),
            )
            for time in unconfirmed_times(access)[:3]
        ]
    uninformed, late, old = due_counts(access, today)
    lines = [_uninformed(slug, uninformed, is_late=bool(late))] if uninformed else []
    return lines + ([_old(slug, old)] if old else [])


def _uninformed(slug: str, count: int, *, is_late: bool) -> Waiting:
    return Waiting(
        ngettext(
            "Informer une personne qu’elle est dans le fichier",
            "Informer %(n)s personnes qu’elles sont dans le fichier",
            count,
        )
        % {"n": french.number(count)},
        _("Le mois prévu par le RGPD (article 14) est passé ; un courriel type est prêt.")
        if is_late
        else _(
            "Dans le mois, ou au premier contact (RGPD, article 14) ; un courriel type est prêt."
        ),
        reverse("directory:person_notices", args=[slug]),
        verb=_("Informer"),
        turn=Turn.LEGAL,
    )


def _old(slug: str, count: int) -> Waiting:
    return Waiting(
        ngettext("Revoir la fiche d’une personne", "Revoir les fiches de %(n)s personnes", count)
        % {"n": french.number(count)},
        _("Leur date de conservation est passée : gardez-les avec une raison, ou effacez-les."),
        reverse("directory:people_review", args=[slug]),
        verb=_("Revoir"),
        turn=Turn.COMPLETES,
    )

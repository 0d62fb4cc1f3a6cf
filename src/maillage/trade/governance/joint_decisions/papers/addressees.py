"""To whom can a letter of referral be addressed, and what does the directory lack for the others?

A letter guesses nobody: it leaves once the name and the civility of who executes are recorded.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.links import address
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import IncompletePaperError
from maillage.ground.directory import permissions as directory
from maillage.trade.governance.joint_decisions.models import Deliberation
from maillage.trade.governance.joint_decisions.papers.bodies import organ_of
from maillage.trade.governance.joint_decisions.papers.executives import (
    Officeholder,
    executive_of,
    officeholders,
)


def addressee(access: Access, one: Deliberation) -> Officeholder:
    """Who executes in the structure; IncompletePaperError while a letter would have to guess."""
    executive = executive_of(access, one)
    if executive.can_be_addressed:
        return executive
    if not directory.can_open_people(access):
        raise IncompletePaperError(_for_the_team())
    words = _(
        "Une lettre ne devine pas son destinataire. L’annuaire ne dit pas encore le nom et la "
        "civilité %(who)s : ajoutez-les à la fiche de la structure, puis revenez."
    ) % {"who": f"{executive.title.of_unknown} ({one.organisation})"}
    url = address("directory:organisation", access.cooperation.slug, one.organisation_id)
    raise IncompletePaperError(words, PageLink(str(one.organisation), url))


def unaddressed(access: Access, rows: Iterable[Deliberation]) -> list[Deliberation]:
    """Those to which no letter can be addressed yet; one query."""
    councils = list(rows)
    words = {one.organisation_id: organ_of(one).executive for one in councils}
    holders = officeholders(access, words)
    return [one for one in councils if not holders[one.organisation_id].can_be_addressed]


def lacking_words(access: Access, rows: Iterable[Deliberation]) -> str:
    """Of which of these structures the directory says too little for a letter; or nothing."""
    names = [str(one.organisation) for one in unaddressed(access, rows)]
    if not names:
        return ""
    if not directory.can_open_people(access):
        return _for_the_team()
    return _(
        "Avant la lettre, dites à l’annuaire le nom et la civilité de qui dirige : %(names)s."
    ) % {"names": french.listed(names)}


def unnamed_words(access: Access, rows: Iterable[Deliberation]) -> str:
    """Which of these drafts leave a blank for who signs; nothing for who reads no person."""
    if not directory.can_open_people(access):
        return ""
    names = [str(one.organisation) for one in unaddressed(access, rows)]
    if not names:
        return ""
    return _(
        "Le projet laisse à compléter le nom ou la civilité de qui dirige : %(names)s. Dites-les à "
        "l’annuaire."
    ) % {"names": french.listed(names)}


def _for_the_team() -> str:
    return _("Cette lettre nomme une personne : demandez-la à l’équipe projet.")

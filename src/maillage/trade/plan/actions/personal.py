"""Where does the plan name a person, and what is erased of them?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.personal import Chapter, Somebody
from maillage.core.points import Reader
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.journal.erasable import Erasable, each_line, mask_texts
from maillage.ground.actors.choices import SubjectKind
from maillage.ground.actors.models import Subject
from maillage.ground.directory.rights.queries import day
from maillage.trade.plan.actions.models import (
    Action,
    ActionScheme,
    ProgressNote,
    Share,
    ShareAnswer,
)
from maillage.trade.plan.actions.queries.actions import actions
from maillage.trade.plan.objectives.models import Objective
from maillage.trade.plan.permissions import can_read_sources

ERASABLES = (
    Erasable(Objective, "", ("number", "title", "statement"), way=each_line),
    Erasable(
        Action,
        "",
        ("number", "title", "summary", "description", "state_why"),
        person="elected",
        way=each_line,
    ),
    Erasable(ActionScheme, "action", ("reference",)),
    Erasable(Share, "action", ("does", "leaving"), person="person"),
    Erasable(ShareAnswer, "share__action", ("told_by", "words"), way=each_line),
    Erasable(ProgressNote, "action", ("told_by", "words"), way=each_line),
)


def export_actions(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    """The actions they carry for a structure or as elected, and what they said of them."""
    access = as_access(reader)
    readable = actions(access)
    rows = [
        (str(one), "", _("portage politique"), "")
        for one in readable.filter(elected=somebody.number)
    ]
    parts = Share.objects.filter(action__in=readable).select_related("action", "organisation")
    rows += [
        (str(one.action), str(one.organisation), _("personne référente"), day(one.since))
        for one in parts.filter(person=somebody.number)
    ]
    if can_read_sources(access):
        answers = ShareAnswer.objects.filter(share__action__in=readable)
        rows += [
            (str(one.share.action), str(one.share), _("a dit la réponse"), day(one.told_on))
            for one in answers.select_related("share__action", "share__organisation")
            if somebody.is_mentioned_in(one.told_by)
        ]
        news = ProgressNote.objects.filter(action__in=readable).select_related("action")
        rows += [
            (str(one.action), "", _("a donné une nouvelle"), day(one.on))
            for one in news
            if somebody.is_mentioned_in(one.told_by)
        ]
    headers = _("Action"), _("Structure"), _("À quel titre"), _("Le")
    return (Chapter(_("Plan d’action"), headers, rows),)


def forget_actions(somebody: Somebody) -> None:
    """Their place in what they carry, and their name wherever an action is written of."""
    for one in ERASABLES:
        one.erase(somebody)
    labels = Subject.objects.filter(
        kind=SubjectKind.ACTION, cooperation__workspace=somebody.workspace_id
    )
    mask_texts(labels, ("label",), somebody, each_line)

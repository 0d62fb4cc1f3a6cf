"""Where do projects name a person, and what is erased of them?"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.personal import Chapter, Somebody
from maillage.core.points import Reader
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.journal.erasable import Erasable, each_line, erasing
from maillage.ground.directory.rights.queries import day
from maillage.trade.plan.linked_projects.models import (
    Exchange,
    Project,
    ProjectBlocker,
    ProjectStage,
)
from maillage.trade.plan.linked_projects.queries import exchanges, projects

# Their place beside projects, and their name wherever one is written of.
forget_projects = erasing(
    Erasable(
        Project,
        texts=("title", "holder_name", "summary", "next_step", "next_by", "ended_why"),
        person="contact",
    ),
    Erasable(ProjectBlocker, "project", ("what", "who", "lifted_how"), way=each_line),
    Erasable(ProjectStage, "project", ("note",), way=each_line),
    Erasable(Exchange, texts=("words",), person="person", way=each_line),
)


def export_projects(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    """The projects for which they are called, and the exchanges that one had with them."""
    access = as_access(reader)
    rows = [
        (str(one), one.holder_words, _("personne à joindre"), "")
        for one in projects(access).filter(contact=somebody.number)
    ]
    rows += [
        (str(one.project), one.project.holder_words, _("échange"), day(one.on))
        for one in exchanges(access)
        .filter(person=somebody.number)
        .select_related("project__holder")
    ]
    headers = _("Projet"), _("Porté par"), _("À quel titre"), _("Le")
    return (Chapter(_("Projets liés"), headers, rows),)

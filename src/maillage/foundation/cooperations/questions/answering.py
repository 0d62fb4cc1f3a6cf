"""How does an answer given by link reach what it is about: signed, once, closing its link?"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.links.models import AnswerLink
from maillage.foundation.cooperations.links.services import mark_answered
from maillage.foundation.journal import services as journal


@contextmanager
def answering(link: AnswerLink, said_by: str, topic: str) -> Iterator[str]:
    """One write about `topic` that closes the link; yields its signature, « …, par lien ».

    Raises LinkClosedError when another answer came first; what is raised inside keeps nothing, and
    leaves the link open.
    """
    via = _("%(name)s, par lien") % {"name": said_by}
    with journal.write_in(None, link.cooperation, topic, via):
        mark_answered(link=link)
        yield via

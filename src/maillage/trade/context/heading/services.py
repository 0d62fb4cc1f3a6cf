"""The heading is set, held or adapted: each time a step follows, and none is written over."""

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal import services as journal
from maillage.trade.context.heading.models import Heading, HeadingStep

TOPIC = "heading"


def take_step(
    *, author: User, cooperation: Cooperation, read: int, step: HeadingStep
) -> HeadingStep:
    """The step, after those of the heading, which is opened the first time.

    Raises StaleVersionError when somebody took another one since version `read`.
    """
    with journal.write_in(author, cooperation, TOPIC):
        heading, _made = Heading.objects.get_or_create(cooperation=cooperation)
        claim_version(heading, read)
        step.heading, step.cooperation, step.author = heading, cooperation, author
        step.save()
    return step

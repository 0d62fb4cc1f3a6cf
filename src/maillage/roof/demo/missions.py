"""What the officers of a story said of their missions, and left for each other."""

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access
from maillage.ground.missions.mission.services import declare
from maillage.ground.missions.my_day.services import hand_over
from maillage.roof.demo.stories import Story

NOTE = (
    "%(who)s hésite encore : il veut voir les chiffres %(what)s avant de promettre la salle. J’ai "
    "commencé le tableau. Pour la convention, tout est réglé."
)
DOUBTS = {
    "cls": {"who": "Le centre hospitalier", "what": "des dépistages"},
    "petr": {"who": "Le Département", "what": "de la navette"},
}
DOUBT = {"who": "Le centre social", "what": "des mercredis"}


def make_missions(*, author: User, colleague: User, access: Access, story: Story) -> None:
    """The declared states, and the colleague's hand-over note."""
    for state in story.declared:
        declare(
            author=author,
            access=access,
            leaf=state.leaf,
            saying=state.saying,
            reason=state.reason,
            declared_on=state.on,
        )
    hand_over(author=colleague, access=access, text=NOTE % DOUBTS.get(story.profile, DOUBT))

"""What does a structure read before it answers for itself from an account?"""

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.shell import Audience
from maillage.ground.directory.models import Actor


def speaks_for(actor: Actor, url: str) -> Audience:
    """Who sees the page on which a structure answers: who speaks for it."""
    return Audience(_("qui parle pour %(name)s") % {"name": french.with_article(str(actor))}, url)


def own_answers_alone(readers: str = "") -> str:
    """What a structure is told before it answers; `readers` says who will read, when all may."""
    return _(
        "Vous ne voyez ici que vos propres réponses, et vous seuls les voyez sur cette page. "
    ) + (
        readers
        or _(
            "Une fois envoyées, les chargées de coopération les lisent ; tous ceux qui prennent "
            "part à la coopération aussi, si vous le choisissez ci-dessous."
        )
    )

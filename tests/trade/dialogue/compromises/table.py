"""The compromise of the help page: three options, three structures."""

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Actor
from maillage.trade.dialogue.models import Compromise, CompromiseOption
from tests.ground.actors.makers import make_member_actor
from tests.trade.dialogue.makers import make_compromise, make_option_answer

NAMES = ("Aubray", "Bourg-Vieux", "Les Étangs")
OPTIONS = ("Aux habitants", "Aux trajets", "Moitié-moitié")
ANSWERS = {
    ("Aux habitants", "Aubray"): ("yes", ""),
    ("Aux habitants", "Bourg-Vieux"): ("refusal", ""),
    ("Aux habitants", "Les Étangs"): ("yes", ""),
    ("Aux trajets", "Aubray"): ("refusal", ""),
    ("Aux trajets", "Bourg-Vieux"): ("yes", ""),
    ("Aux trajets", "Les Étangs"): ("conditions", "Un plafond"),
    ("Moitié-moitié", "Aubray"): ("yes", ""),
    ("Moitié-moitié", "Bourg-Vieux"): ("conditions", "Un siège au comité"),
    ("Moitié-moitié", "Les Étangs"): ("conditions", "un siège  au comité."),
}
Table = tuple[Compromise, dict[str, CompromiseOption], dict[str, Actor]]


def a_table(access: Access, answers: dict[tuple[str, str], tuple[str, str]] = ANSWERS) -> Table:
    """The compromise of the help page: three options, three structures."""
    place = access.cooperation
    actors = {name: make_member_actor(cooperation=place, name=name) for name in NAMES}
    compromise = make_compromise(
        cooperation=place, author=access.user, options=OPTIONS, actors=list(actors.values())
    )
    options = {one.label: one for one in compromise.options.all()}
    for (option, name), (stance, conditions) in answers.items():
        make_option_answer(
            option=options[option], actor=actors[name], stance=stance, conditions=conditions
        )
    return compromise, options, actors

"""Which missions does the play of actors judge?"""

from maillage.core.probes import probe
from maillage.ground.actors.postures import states as game_states

probe(
    "construction.partnerships.actor-game",
    load=game_states.load,
    reads="officers",
    topics={"postures", "members", "organisations"},
)(game_states.actor_game_read)

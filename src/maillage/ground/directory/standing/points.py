"""Which missions does the directory judge?"""

from maillage.core.probes import probe
from maillage.ground.directory.standing import places, states

MEMBER_TOPICS = {"members", "imports"}
PEOPLE_TOPICS = {*MEMBER_TOPICS, "people"}
PLACE_TOPICS = {*MEMBER_TOPICS, "organisations", "territories"}

for leaf, judge, topics in (
    ("pre.complexity.multi-partner", states.multi_partner, MEMBER_TOPICS),
    ("emergence.actors.skills", states.skills, PEOPLE_TOPICS),
    ("emergence.culture.mutual-knowledge", states.mutual_knowledge, PEOPLE_TOPICS),
):
    probe(leaf, load=states.load, reads="members", topics=topics)(judge)


for leaf, judge_places in (
    ("pre.context.territories", places.territories),
    ("pre.complexity.multi-scale", places.multi_scale),
):
    probe(leaf, load=places.place_facts, reads="members", topics=PLACE_TOPICS)(judge_places)

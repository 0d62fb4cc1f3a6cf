"""The directory's records."""

from maillage.ground.directory.records.models.cards import Contact
from maillage.ground.directory.records.models.members import Actor, Member, Spokesperson
from maillage.ground.directory.records.models.notes import OrganisationNote
from maillage.ground.directory.records.models.organisations import (
    Competence,
    Department,
    Grouping,
    Organisation,
    OrganisationName,
)
from maillage.ground.directory.records.models.people import (
    Availability,
    Mandate,
    Person,
    Referral,
    Reliability,
    Skill,
)

"""The directory's records."""

from maillage.ground.directory.models.cards import Contact
from maillage.ground.directory.models.members import Actor, Member, Spokesperson
from maillage.ground.directory.models.notes import OrganisationNote
from maillage.ground.directory.models.organisations import (
    Competence,
    Department,
    Grouping,
    Organisation,
    OrganisationName,
)
from maillage.ground.directory.models.people import (
    Availability,
    Mandate,
    Person,
    Referral,
    Reliability,
    Skill,
)

__all__ = [
    "Actor",
    "Availability",
    "Competence",
    "Contact",
    "Department",
    "Grouping",
    "Mandate",
    "Member",
    "Organisation",
    "OrganisationName",
    "OrganisationNote",
    "Person",
    "Referral",
    "Reliability",
    "Skill",
    "Spokesperson",
]

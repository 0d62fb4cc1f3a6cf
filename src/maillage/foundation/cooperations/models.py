"""Spaces, cooperations, accesses, invitations and links."""

from maillage.foundation.cooperations.links.models import AnswerLink, Invitation
from maillage.foundation.cooperations.spaces.models import (
    Access,
    Administrator,
    Cooperation,
    Workspace,
)

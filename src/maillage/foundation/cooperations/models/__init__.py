"""Spaces, cooperations, accesses, invitations and links."""

from maillage.foundation.cooperations.models.links import AnswerLink, Invitation
from maillage.foundation.cooperations.models.spaces import (
    Access,
    Administrator,
    Cooperation,
    Workspace,
)

__all__ = ["Access", "Administrator", "AnswerLink", "Cooperation", "Invitation", "Workspace"]

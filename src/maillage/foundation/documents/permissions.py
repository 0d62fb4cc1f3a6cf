"""Who attaches, opens and removes documents?"""

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.files.models import Attachment


def can_open_documents(access: Access) -> bool:
    """Everybody opens the documents; which ones depends on their visibility."""
    return True


def can_attach(access: Access) -> bool:
    """Officers and team attach documents while the cooperation is open."""
    return access.is_in_team and access.may_write


def can_remove(access: Access, attachment: Attachment) -> bool:
    """Who attached a document removes it, and officers any that they read."""
    mine = attachment.author_id == access.user_id
    return access.may_write and (access.is_officer or mine)


def can_open_templates(access: Access) -> bool:
    """Who works on the cooperation sees how its papers are written."""
    return access.is_in_team


def can_keep_templates(access: Access) -> bool:
    """Officers give the letterhead and the templates."""
    return access.is_officer and access.may_write

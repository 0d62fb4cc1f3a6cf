"""Who attaches, opens and removes documents?"""

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.permissions import (
    everybody,
    officers_write,
    the_team,
    the_team_writes,
)
from maillage.foundation.documents.files.models import Attachment

# Everybody opens the documents; which ones depends on their visibility.
can_open_documents = everybody

# Officers and team attach documents while the cooperation is open.
can_attach = the_team_writes


def can_remove(access: Access, attachment: Attachment) -> bool:
    """Who attached a document removes it, and officers any that they read."""
    mine = attachment.author_id == access.user_id
    return access.may_write and (access.is_officer or mine)


# Who works on the cooperation sees how its papers are written.
can_open_templates = the_team

# Officers give the letterhead and the templates.
can_keep_templates = officers_write

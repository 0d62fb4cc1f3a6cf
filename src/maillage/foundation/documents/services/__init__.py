"""What is written about documents: attachments, the letterhead, the templates."""

from maillage.foundation.documents.services.attachments import attach, attach_by_link, remove

__all__ = ["attach", "attach_by_link", "remove"]

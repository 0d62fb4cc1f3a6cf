"""The files of a cooperation, its letterhead and its templates."""

from maillage.foundation.documents.files.models.attachments import Attachment
from maillage.foundation.documents.files.models.templates import Letterhead, Template

__all__ = ["Attachment", "Letterhead", "Template"]

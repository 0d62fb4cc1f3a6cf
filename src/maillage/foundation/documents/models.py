"""The files of a cooperation, its letterhead and its templates."""

from maillage.foundation.documents.files.models import Attachment, Letterhead, Template

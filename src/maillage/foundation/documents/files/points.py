"""Which documents say who may read them?"""

from maillage.foundation.cooperations.records.models.visibility import visible_records
from maillage.foundation.documents.files.models.attachments import Attachment

visible_records.answer(lambda: (Attachment,))

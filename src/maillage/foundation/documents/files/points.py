"""Which documents say who may read them?"""

from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.documents.files.models import Attachment

visible_records.answer(lambda: (Attachment,))

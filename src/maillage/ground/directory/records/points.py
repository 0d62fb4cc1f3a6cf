"""Which records of the directory say who may read them?"""

from maillage.foundation.cooperations.records.models import visible_records
from maillage.ground.directory.records.models.notes import OrganisationNote
from maillage.ground.directory.records.models.people import Availability, Reliability

visible_records.answer(lambda: (Availability, OrganisationNote, Reliability))

"""The imports, their files and the columns remembered."""

from maillage.foundation.exchange.import_wizard.models import Import, ImportFile, SavedMapping

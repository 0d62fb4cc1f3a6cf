"""The imports, their files and the columns remembered."""

from maillage.foundation.exchange.models.imports import Import, ImportFile, SavedMapping

__all__ = ["Import", "ImportFile", "SavedMapping"]

"""The files attached to a cooperation and its sheets."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "maillage.foundation.documents"
    label = "documents"
    verbose_name = "documents"

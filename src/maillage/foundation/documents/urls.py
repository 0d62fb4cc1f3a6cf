"""Addresses of the documents, under a cooperation."""

from django.urls import path

from maillage.foundation.documents.documents.views import documents
from maillage.foundation.documents.paper_templates.views import letterhead, templates, written

app_name = "documents"
urlpatterns = [
    path("", documents.documents, name="documents"),
    path("joindre/", documents.document_add, name="document_add"),
    path(
        "ecrire/<slug:paper>/<int:about>/<slug:form>/",
        written.document_written,
        name="document_written",
    ),
    path("modeles/", templates.templates, name="templates"),
    path("modeles/en-tete/", letterhead.letterhead, name="letterhead"),
    path("modeles/<slug:paper>/", templates.template, name="template"),
    path("modeles/<slug:paper>/<slug:form>/", templates.template_file, name="template_file"),
    path("<int:document>/", documents.document, name="document"),
    path("<int:document>/fichier/", documents.document_file, name="document_file"),
    path("<int:document>/retirer/", documents.document_remove, name="document_remove"),
]

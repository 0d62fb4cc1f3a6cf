"""Addresses of the documents, under a cooperation."""

from django.urls import path

from maillage.foundation.documents.documents import views as documents
from maillage.foundation.documents.paper_templates import views as paper_templates

app_name = "documents"
urlpatterns = [
    path("", documents.documents, name="documents"),
    path("joindre/", documents.document_add, name="document_add"),
    path(
        "ecrire/<slug:paper>/<int:about>/<slug:form>/",
        paper_templates.document_written,
        name="document_written",
    ),
    path(
        "ecrire/<slug:shared_paper>/tous/<int:whole>/<slug:form>/",
        paper_templates.documents_written,
        name="documents_written",
    ),
    path("modeles/", paper_templates.templates, name="templates"),
    path("modeles/en-tete/", paper_templates.letterhead, name="letterhead"),
    path("modeles/<slug:paper>/", paper_templates.template, name="template"),
    path("modeles/<slug:paper>/<slug:form>/", paper_templates.template_file, name="template_file"),
    path("<int:document>/", documents.document, name="document"),
    path("<int:document>/fichier/", documents.document_file, name="document_file"),
    path("<int:document>/retirer/", documents.document_remove, name="document_remove"),
]

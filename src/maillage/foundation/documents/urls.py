"""Addresses of the documents, under a cooperation."""

from django.urls import path

from maillage.foundation.documents import views

app_name = "documents"
urlpatterns = [
    path("", views.documents, name="documents"),
    path("joindre/", views.document_add, name="document_add"),
    path("<int:document>/", views.document, name="document"),
    path("<int:document>/fichier/", views.document_file, name="document_file"),
    path("<int:document>/retirer/", views.document_remove, name="document_remove"),
]

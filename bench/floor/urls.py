"""Addresses of the minimal pages."""

from django.urls import path

from bench.floor import views

urlpatterns = [
    path("", views.home),
    path("entrer/", views.sign_in, name="sign_in"),
    path("liste/", views.register),
    path("fiche/", views.sheet),
    path("recherche/", views.search),
    path("frappe/", views.type_ahead),
]

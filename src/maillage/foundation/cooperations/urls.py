"""Addresses of cooperations themselves."""

from django.urls import URLPattern, URLResolver

app_name = "cooperations"
urlpatterns: list[URLPattern | URLResolver] = []

"""Spreadsheets in and out."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "maillage.foundation.exchange"
    label = "exchange"
    verbose_name = "échanges"

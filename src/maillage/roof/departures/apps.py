"""What goes out of the house as a whole: a cooperation deleted, or taken out."""

from django.apps import AppConfig


class DeparturesConfig(AppConfig):
    name = "maillage.roof.departures"
    label = "departures"
    verbose_name = "départs"

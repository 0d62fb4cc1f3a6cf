"""Addresses of one's reminders."""

from django.urls import path

from maillage.foundation.mail.views import rhythm, stop

app_name = "mail"
urlpatterns = [
    path("compte/rappels/", rhythm.rhythm, name="rhythm"),
    path("rappels/arreter/<str:stop>/", stop.stop, name="stop"),
]

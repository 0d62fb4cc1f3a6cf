"""Addresses of one's reminders."""

from django.urls import path

from maillage.foundation.mail import views as mail

app_name = "mail"
urlpatterns = [
    path("compte/rappels/", mail.rhythm, name="rhythm"),
    path("rappels/arreter/<str:stop>/", mail.stop, name="stop"),
]

"""What leaves by e-mail, to whom, and how often."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "maillage.foundation.mail"
    label = "mail"
    verbose_name = "courriel"

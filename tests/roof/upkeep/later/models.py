"""What the later version keeps."""

from django.db import models


class Visit(models.Model):
    """A visit to a structure."""

    subject = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.subject

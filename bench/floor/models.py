"""One table."""

from django.db import models


class Row(models.Model):
    """A row of the minimal table."""

    name = models.CharField(max_length=200, db_index=True)
    kind = models.CharField(max_length=20)
    town = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name

"""How does one reach a structure or a person?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.ground.directory.choices import ContactKind
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.people import Person


class Contact(models.Model):
    """An address or a number of one structure or one person, in the order in which it was given."""

    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contacts",
        verbose_name=_("structure"),
    )
    person = models.ForeignKey(
        Person,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="contacts",
        verbose_name=_("personne"),
    )
    kind = models.CharField(_("moyen"), max_length=5, choices=ContactKind)
    value = models.CharField(_("coordonnée"), max_length=254, db_index=True)
    rank = models.PositiveSmallIntegerField(_("rang"), default=1)

    class Meta:
        verbose_name = _("coordonnée")
        verbose_name_plural = _("coordonnées")
        ordering = ["rank", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(person__isnull=True),
                name="contact_of_one_owner",
            ),
        ]

    def __str__(self) -> str:
        return self.value

    @property
    def sheet_key(self) -> str:
        """The sheet on which its changes are told: its owner's."""
        if self.person_id is not None:
            return f"person:{self.person_id}"
        return f"organisation:{self.organisation_id}"

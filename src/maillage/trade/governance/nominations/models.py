"""Whom does each structure name to sit in a body, asked of all of them at once?"""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.core.folded import FoldedField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.records.models import Gathered
from maillage.ground.directory.models import Person
from maillage.trade.governance.bodies.models import Body, Seat
from maillage.trade.governance.choices import HolderKind


class Nomination(Versioned):
    """A campaign by which the structures of a body say who represents them."""

    body = models.ForeignKey(
        Body, models.PROTECT, related_name="nominations", verbose_name=_("instance")
    )
    title = models.CharField(_("intitulé"), max_length=200)
    reason = models.CharField(_("pourquoi maintenant"), max_length=300, blank=True)
    due_on = models.DateField(_("réponses attendues avant le"), null=True, blank=True)
    closed_on = models.DateField(_("close le"), null=True, blank=True)
    folded = FoldedField("title")
    sheet_key = SheetKey("nomination:{0.pk}")

    class Meta:
        verbose_name = _("campagne de désignation")
        verbose_name_plural = _("campagnes de désignation")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class SeatCall(Versioned, Gathered):
    """What a structure is asked for its seat, and how its answer was known.

    `told_on` when it has answered, `accepted_on` when those it names hold the seat.
    """

    nomination = models.ForeignKey(
        Nomination, models.CASCADE, related_name="calls", verbose_name=_("campagne")
    )
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("siège"))
    asked_on = models.DateField(_("demandé le"), null=True, blank=True)
    starts_on = models.DateField(_("siège à partir du"), null=True, blank=True)
    act = models.CharField(_("acte qui désigne"), max_length=120, blank=True)
    told_on = models.DateField(_("recueilli le"), null=True, blank=True)
    accepted_on = models.DateField(_("accepté le"), null=True, blank=True)
    sheet_key = SheetKey("nomination:{0.nomination_id}")

    class Meta:
        verbose_name = _("désignation attendue")
        verbose_name_plural = _("désignations attendues")
        constraints = [
            models.UniqueConstraint(fields=["nomination", "seat"], name="one_call_per_seat"),
        ]

    def __str__(self) -> str:
        return str(self.seat)

    @property
    def closed_words(self) -> str:
        """Why the seat is asked no more, and what to do."""
        organisation = self.seat.organisation
        if organisation is not None and organisation.ended_on and organisation.successor:
            return gettext("%(name)s n’existe plus : donnez d’abord un siège à %(next)s.") % {
                "name": organisation,
                "next": organisation.successor,
            }
        if self.nomination.closed_on:
            return gettext("Cette campagne est close : ouvrez-en une autre.")
        if organisation is None or organisation.ended_on or not self.seat.is_in_force:
            return gettext("Ce siège a pris fin : plus personne n’y est nommé.")
        return ""


class Nominee(models.Model):
    """Somebody that a structure names: one of its people, or somebody new until accepted."""

    seat_call = models.ForeignKey(
        SeatCall, models.CASCADE, related_name="nominees", verbose_name=_("désignation")
    )
    kind = models.CharField(_("qualité"), max_length=10, choices=HolderKind)
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("personne"),
    )
    family_name = models.CharField(_("nom"), max_length=150, blank=True)
    given_name = models.CharField(_("prénom"), max_length=150, blank=True)
    function = models.CharField(_("fonction"), max_length=300, blank=True)
    email = models.EmailField(_("courriel"), blank=True)
    sheet_key = SheetKey("{0.seat_call.sheet_key}")

    class Meta:
        verbose_name = _("personne désignée")
        verbose_name_plural = _("personnes désignées")
        ordering = ["-kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["seat_call", "kind"], name="one_nominee_per_kind"),
        ]

    def __str__(self) -> str:
        return str(self.person or f"{self.given_name} {self.family_name}".strip())

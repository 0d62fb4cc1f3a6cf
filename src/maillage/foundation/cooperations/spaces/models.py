"""Which cooperations does one run, and who works in each of them?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.core.days import ENDS_FIRST
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.choices import LEVELS_READ, Phase, Role, Visibility


class Workspace(Versioned):
    """What one employer runs: its directory of people and its cooperations."""

    name = models.CharField(_("nom"), max_length=200)
    slug = models.SlugField(_("adresse"), max_length=80, unique=True)
    administrators = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        through="Administrator",
        related_name="administered_workspaces",
        verbose_name=_("administrateurs"),
    )
    requires_second_factor = models.BooleanField(
        _("second facteur demandé à qui conduit"), default=False
    )
    created_at = models.DateTimeField(_("créé le"), auto_now_add=True)

    class Meta:
        verbose_name = _("espace")
        verbose_name_plural = _("espaces")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Administrator(models.Model):
    """A user who looks after the accounts and settings of a workspace."""

    workspace = models.ForeignKey(Workspace, models.CASCADE, verbose_name=_("espace"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("utilisateur")
    )

    class Meta:
        verbose_name = _("administrateur")
        constraints = [models.UniqueConstraint(fields=["workspace", "user"], name="one_admin_row")]

    def __str__(self) -> str:
        return f"{self.user} ({self.workspace})"


class Cooperation(Versioned):
    """The unit of work and of access."""

    workspace = models.ForeignKey(
        Workspace, models.PROTECT, related_name="cooperations", verbose_name=_("espace")
    )
    name = models.CharField(_("nom"), max_length=200)
    slug = models.SlugField(_("adresse"), max_length=90, unique=True)
    purpose = models.TextField(_("objet"), blank=True)
    profile = models.CharField(_("profil"), max_length=20, default="other")
    phase = models.CharField(_("phase"), max_length=20, choices=Phase, default=Phase.PRE)
    time_zone = models.CharField(_("fuseau horaire"), max_length=40, default="Europe/Paris")
    started_on = models.DateField(_("débute le"), null=True, blank=True)
    ends_on = models.DateField(_("se termine le"), null=True, blank=True)
    created_at = models.DateTimeField(_("créée le"), auto_now_add=True)
    closed_at = models.DateTimeField(_("close le"), null=True, blank=True)
    closing_reason = models.TextField(_("raison de la clôture"), blank=True)

    class Meta:
        verbose_name = _("coopération")
        verbose_name_plural = _("coopérations")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(ends_on__gte=models.F("started_on")),
                name="cooperation_ends_after_start",
                violation_error_message=ENDS_FIRST,
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_closed(self) -> bool:
        """Whether an officer closed it: everything is read, nothing is written."""
        return self.closed_at is not None


class Access(models.Model):
    """A user's role in a cooperation, from a date to another; ended, never deleted."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="accesses",
        verbose_name=_("utilisateur"),
    )
    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="accesses", verbose_name=_("coopération")
    )
    role = models.CharField(_("rôle"), max_length=10, choices=Role)
    given_at = models.DateTimeField(_("donné le"), auto_now_add=True)
    ended_at = models.DateTimeField(_("retiré le"), null=True, blank=True)
    seen_at = models.DateTimeField(_("dernière visite"), null=True, blank=True)

    class Meta:
        verbose_name = _("accès")
        verbose_name_plural = _("accès")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "cooperation"],
                condition=Q(ended_at__isnull=True),
                name="one_open_access",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} : {self.get_role_display()}"

    @property
    def is_officer(self) -> bool:
        return self.role == Role.OFFICER

    @property
    def is_in_team(self) -> bool:
        """Whether this access works on the cooperation: officers and project team."""
        return self.role in {Role.OFFICER, Role.TEAM}

    @property
    def may_write(self) -> bool:
        """Whether the cooperation is open to writing; the role is asked apart."""
        return not self.cooperation.is_closed

    @property
    def levels_read(self) -> frozenset[Visibility]:
        """The visibility levels that this role reads, beside one's own private records."""
        return LEVELS_READ[Role(self.role)]

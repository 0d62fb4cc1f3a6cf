"""Which signed links have been sent, to whom, and until when do they open?"""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.spaces.models import Cooperation


def fresh_nonce() -> str:
    """What makes a link its own: a new one closes the links already sent."""
    return get_random_string(16)


class SignedLink(models.Model):
    """A link sent to one recipient: signed, expiring, revocable, used once."""

    cooperation = models.ForeignKey(
        Cooperation, models.CASCADE, related_name="+", verbose_name=_("coopération")
    )
    email = models.EmailField(_("adresse de courriel"), blank=True)
    nonce = models.CharField(_("jeton"), max_length=16, default=fresh_nonce, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("créé par")
    )
    created_at = models.DateTimeField(_("créé le"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expire le"))
    revoked_at = models.DateTimeField(_("retiré le"), null=True, blank=True)
    used_at = models.DateTimeField(_("utilisé le"), null=True, blank=True)

    class Meta:
        abstract = True

    def is_open(self, now: datetime) -> bool:
        """Whether the link still opens its page."""
        return self.used_at is None and self.is_valid(now)

    def is_valid(self, now: datetime) -> bool:
        """Whether the link is its holder's, served or not; none is in a closed cooperation."""
        return self.revoked_at is None and now < self.expires_at and not self.cooperation.is_closed


class Invitation(SignedLink):
    """A seat kept in a cooperation for somebody who may not have an account yet."""

    role = models.CharField(_("rôle"), max_length=10, choices=Role)
    name = models.CharField(_("nom"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.email} : {self.get_role_display()}"


class AnswerLink(SignedLink):
    """A question put to somebody without account; `purpose` says which, `target` about what.

    `answer` keeps what they said, in full, until an officer has taken it in.
    """

    purpose = models.CharField(_("objet"), max_length=40)
    target = models.PositiveBigIntegerField(_("numéro de ce dont il s’agit"))
    recipient = models.CharField(_("destinataire"), max_length=200)
    about = models.CharField(_("à propos de"), max_length=300)

    class Meta:
        verbose_name = _("lien de réponse")
        verbose_name_plural = _("liens de réponse")
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["cooperation", "purpose", "target"])]

    def __str__(self) -> str:
        return f"{self.recipient} : {self.about}"

"""Who signs in?"""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes users, whose e-mail is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, *, name: str = "") -> "User":
        """A user who can sign in; without a password, only after setting one by e-mail."""
        user = self.model(email=email.strip().lower(), name=name)
        user.set_password(password or None)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The user of this e-mail, whatever its case."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """A person who signs in with an e-mail. What they may see is said by their accesses."""

    class Theme(models.TextChoices):
        AUTO = "", _("comme l’appareil")
        LIGHT = "light", _("clair")
        DARK = "dark", _("sombre")

    email = models.EmailField(_("adresse de courriel"), unique=True)
    name = models.CharField(_("nom affiché"), max_length=150)
    theme = models.CharField(_("apparence"), max_length=5, choices=Theme, blank=True)
    uses_shortcuts = models.BooleanField(_("raccourcis d’une touche"), default=True)
    is_active = models.BooleanField(_("actif"), default=True)
    joined_at = models.DateTimeField(_("inscrit le"), auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("utilisateur")
        verbose_name_plural = _("utilisateurs")

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def short_name(self) -> str:
        """The name as the shell writes it: initial and family name."""
        given, _space, family = self.name.partition(" ")
        return f"{given[:1]}. {family}" if family else self.name or self.email

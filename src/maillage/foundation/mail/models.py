"""Which letters wait or have left, and how often does each user want to be reminded?"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from maillage.foundation.mail.choices import Every, Kind, State


def fresh_mark() -> str:
    """What makes a letter's Message-ID its own, the same at each try."""
    return get_random_string(20, "abcdefghijkmnopqrstuvwxyz23456789")


class Letter(models.Model):
    """One letter to one address, written with what causes it; `key` makes it the only one.

    A letter is emptied once it has left or is given up; its key stays, so that nothing, not even
    a clock that jumps, writes it again. `tries` numbers the hands that took it: only the last may
    go on.
    """

    key = models.CharField(_("clé"), max_length=120, unique=True)
    kind = models.CharField(_("objet"), max_length=10, choices=Kind)
    to = models.EmailField(_("à"), blank=True)
    subject = models.CharField(_("titre"), max_length=250, blank=True)
    text = models.TextField(_("texte"), blank=True)
    stop_url = models.CharField(_("adresse pour ne plus en recevoir"), max_length=300, blank=True)
    mark = models.CharField(_("marque"), max_length=20, default=fresh_mark, editable=False)
    workspace_id = models.PositiveBigIntegerField(_("espace"), null=True, db_index=True)
    state = models.CharField(_("état"), max_length=11, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(_("écrite le"))
    next_try = models.DateTimeField(_("prochain essai le"))
    tries = models.PositiveIntegerField(_("essais"), default=0)
    claimed_at = models.DateTimeField(_("prise le"), null=True)
    handed_at = models.DateTimeField(_("remise commencée le"), null=True)
    sent_at = models.DateTimeField(_("partie le"), null=True)
    said = models.CharField(_("réponse du serveur"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("lettre")
        verbose_name_plural = _("lettres")
        indexes = [
            models.Index(fields=["next_try"], condition=Q(state="waiting"), name="letters_waiting"),
            models.Index(fields=["to", "created_at"]),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def is_sent(self) -> bool:
        """Whether a server took it."""
        return self.state == State.SENT

    @property
    def is_waiting(self) -> bool:
        """Whether it will be tried again."""
        return self.state == State.WAITING


class Enclosure(models.Model):
    """A file that leaves with a letter, in base 64; it goes with what the letter said."""

    letter = models.ForeignKey(
        Letter, models.CASCADE, related_name="enclosures", verbose_name=_("lettre")
    )
    name = models.CharField(_("nom du fichier"), max_length=120)
    media = models.CharField(_("type"), max_length=80)
    content = models.TextField(_("contenu"))

    class Meta:
        verbose_name = _("pièce d’une lettre")
        verbose_name_plural = _("pièces des lettres")

    def __str__(self) -> str:
        return self.name


class Rhythm(models.Model):
    """How often a user is reminded, and what they have been told so far.

    `slot` names the last hour, day, week or month that was looked at; `told_entry` is the last
    entry of the journal that was told; `told` lists what waited then.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("utilisateur")
    )
    every = models.CharField(_("rythme"), max_length=5, choices=Every, default=Every.WEEK)
    slot = models.CharField(_("dernier passage"), max_length=13, blank=True)
    told_entry = models.PositiveBigIntegerField(_("dernière entrée dite"), default=0)
    told = models.JSONField(_("ce qui a été dit"), default=list)

    class Meta:
        verbose_name = _("rythme")
        verbose_name_plural = _("rythmes")

    def __str__(self) -> str:
        return f"{self.user} : {self.get_every_display()}"

"""On which themes does the cooperation work, and which ones wait?"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.models import Subject
from maillage.trade.stakes.choices import ThemeState


class Theme(Versioned):
    """A theme of the cooperation, as all who take part read it; it owns its subject."""

    cooperation = models.ForeignKey(
        Cooperation, models.PROTECT, related_name="+", verbose_name=_("coopération")
    )
    subject = models.OneToOneField(
        Subject, models.PROTECT, related_name="theme", verbose_name=_("sujet")
    )
    label = models.CharField(_("intitulé"), max_length=200)
    description = models.TextField(_("de quoi il s’agit"), blank=True)
    sheet_key = SheetKey("theme:{0.pk}")

    class Meta:
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
        ordering = ["label", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["cooperation", "label"], name="one_theme_of_this_name")
        ]

    def __str__(self) -> str:
        return self.label


class ThemeChoice(models.Model):
    """A theme is kept, put off or discussed again, on a day, for a reason; a later row follows."""

    theme = models.ForeignKey(
        Theme, models.PROTECT, related_name="choices", verbose_name=_("thème")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("saisi par")
    )
    state = models.CharField(_("choix"), max_length=10, choices=ThemeState)
    reason = models.TextField(_("pourquoi"))
    on = models.DateField(_("le"))

    class Meta:
        verbose_name = _("choix d’un thème")
        verbose_name_plural = _("choix de thèmes")
        ordering = ["-on", "-pk"]

    def __str__(self) -> str:
        return str(self.get_state_display())

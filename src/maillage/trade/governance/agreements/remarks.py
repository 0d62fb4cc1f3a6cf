"""What do structures say of a draft: a remark, or the words that they would rather read?"""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from maillage.core import french
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.records.models import Gathered, Replaceable
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.agreements.choices import (
    AmendmentState,
    RemarkKind,
    RemarkState,
)
from maillage.trade.governance.agreements.models import (
    Agreement,
    AgreementText,
    Article,
    PartOfAgreement,
)
from maillage.trade.governance.meetings.models import Meeting


class AgreementRemark(PartOfAgreement, Gathered, Replaceable, Versioned):
    """What a structure says of an article, or of the whole text; it may have nothing to say."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="remarks", verbose_name=_("convention")
    )
    article_key = models.CharField(_("article"), max_length=12, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("structure")
    )
    kind = models.CharField(
        _("nature"), max_length=12, choices=RemarkKind, default=RemarkKind.OBSERVATION
    )
    words = models.TextField(_("remarque"), blank=True)
    state = models.CharField(
        _("suite"), max_length=10, choices=RemarkState, default=RemarkState.OPEN
    )
    answer = models.TextField(_("réponse"), blank=True)
    answered_on = models.DateField(_("répondue le"), null=True, blank=True)

    class Meta:
        verbose_name = _("remarque sur une convention")
        verbose_name_plural = _("remarques sur les conventions")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.get_kind_display()}"


class ArticleAmendment(PartOfAgreement, Gathered, Replaceable, Versioned):
    """The words that a structure would read in an article; none wrote a common wording.

    `ranges` are the words that it takes from the article and what it puts there, computed once.
    """

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="amendments", verbose_name=_("convention")
    )
    text = models.ForeignKey(
        AgreementText, models.CASCADE, related_name="+", verbose_name=_("version")
    )
    article = models.ForeignKey(
        Article, models.CASCADE, related_name="+", verbose_name=_("article")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("structure"),
    )
    wording = models.TextField(_("l’article comme il se lirait"))
    ranges = models.JSONField(_("mots changés"), default=list, editable=False)
    reason = models.TextField(_("pourquoi"), blank=True)
    state = models.CharField(
        _("suite"), max_length=10, choices=AmendmentState, default=AmendmentState.WAITING
    )
    settled_on = models.DateField(_("tranché le"), null=True, blank=True)
    settled_by = models.CharField(_("tranché par"), max_length=120, blank=True)
    settled_reason = models.TextField(_("raison"), blank=True)
    meeting = models.ForeignKey(
        Meeting,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("séance"),
    )
    reworded_as = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="rewords",
        verbose_name=_("repris par"),
    )

    class Meta:
        verbose_name = _("amendement à un article")
        verbose_name_plural = _("amendements aux articles")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.proposer}, {self.article.label}"

    @property
    def proposer(self) -> str:
        """Who proposes it: a structure, or those whose words it takes up."""
        return str(self.organisation or _("Rédaction commune"))

    @property
    def came(self) -> str:
        """How and when it came: « par lien le 12 novembre 2026, B. Kerouanton »."""
        words = gettext("%(how)s le %(day)s") % {
            "how": self.get_means_display() or gettext("noté"),
            "day": french.long_date(self.told_on),
        }
        return f"{words}, {self.told_by}" if self.told_by else words

    @property
    def settled(self) -> str:
        """By whom and when it was settled; nothing while it waits."""
        if self.state == AmendmentState.WAITING or self.settled_on is None:
            return ""
        day = french.long_date(self.settled_on)
        return f"{self.settled_by}, {day}" if self.settled_by else day

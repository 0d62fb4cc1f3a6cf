"""What is agreed together, between whom, in which words, and who has signed it?"""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core.folded import FoldedField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from maillage.foundation.documents.models import Attachment
from maillage.ground.directory.models import Organisation
from maillage.trade.context.schemes.models import Scheme
from maillage.trade.governance.agreements.choices import (
    AgreementKind,
    Level,
    Needs,
    PartyRole,
    Reading,
    Renewal,
    SentBy,
    SignedBy,
    Starts,
    TextOrigin,
)
from maillage.trade.governance.joint_decisions.models import JointDecision
from maillage.trade.governance.legal_forms.models import FormStudy

# A file that says other words, or an image that nobody read, proves no signature.
UNPROVED = (Reading.DIFFERENT, Reading.SCAN)


class Agreement(Versioned, VisibleRecord):
    """A convention, or the *avenant* that amends one; its stage is computed from its dates.

    Without `frozen_text`, an agreement that was frozen is one already signed, of which nobody gave
    the words. `ended_on` before anything was frozen says that it was dropped.
    """

    title = models.CharField(_("intitulé"), max_length=200)
    kind = models.CharField(
        _("modèle"), max_length=20, choices=AgreementKind, default=AgreementKind.PARTNERSHIP
    )
    reference = models.CharField(_("numéro"), max_length=60, blank=True)
    purpose = models.TextField(_("objet"), blank=True)
    drafter = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tient la plume"),
    )
    keeper = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("garde l’original"),
    )
    scheme = models.ForeignKey(
        Scheme,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("dispositif"),
    )
    amends = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="avenants",
        editable=False,
        verbose_name=_("modifie"),
    )
    amendment_number = models.PositiveSmallIntegerField(
        _("numéro d’avenant"), null=True, editable=False
    )
    replaces = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaced_by",
        editable=False,
        verbose_name=_("remplace"),
    )
    study = models.ForeignKey(
        FormStudy,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("étude de forme"),
    )
    remarks_from = models.DateField(_("remarques ouvertes le"), null=True, blank=True)
    remarks_until = models.DateField(_("remarques jusqu’au"), null=True, blank=True)
    remarks_are_open = models.BooleanField(
        _("chacun lit les remarques des autres avant la clôture"), default=False
    )
    opened_text = models.ForeignKey(
        "AgreementText",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("version ouverte aux remarques"),
    )
    frozen_on = models.DateField(_("figée le"), null=True, editable=False)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("figée par"),
    )
    frozen_text = models.ForeignKey(
        "AgreementText",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("texte figé"),
    )
    frozen_file = models.ForeignKey(
        Attachment,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("fichier figé"),
    )
    frozen_hash = models.CharField(_("empreinte du fichier"), max_length=64, editable=False)
    unsettled_reason = models.TextField(_("figée sans tout trancher, pourquoi"), blank=True)
    joint_decision = models.OneToOneField(
        JointDecision,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="agreement",
        verbose_name=_("délibérations"),
    )
    starts_rule = models.CharField(
        _("entre en vigueur"), max_length=14, choices=Starts, default=Starts.SIGNATURE
    )
    starts_on = models.DateField(_("en vigueur dès le"), null=True, blank=True)
    ends_on = models.DateField(_("finit le"), null=True, blank=True)
    renewal = models.CharField(
        _("à son terme"), max_length=8, choices=Renewal, default=Renewal.NONE
    )
    notice_months = models.PositiveSmallIntegerField(
        _("préavis, en mois"), null=True, blank=True, validators=[MaxValueValidator(36)]
    )
    ended_on = models.DateField(_("terminée le"), null=True, editable=False)
    end_reason = models.TextField(_("pourquoi elle a pris fin"), blank=True)
    folded = FoldedField("title", "reference")

    objects = VisibleQuerySet.as_manager()
    sheet_key = SheetKey("agreement:{0.pk}")

    class Meta:
        verbose_name = _("convention")
        verbose_name_plural = _("conventions")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["cooperation", "ends_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ends_on__gt=F("starts_on")),
                name="agreement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(amends__isnull=True, amendment_number__isnull=True)
                | Q(amends__isnull=False, amendment_number__isnull=False),
                name="an_avenant_has_its_number",
            ),
            models.UniqueConstraint(
                fields=["amends", "amendment_number"], name="one_avenant_per_number"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def closed_words(self) -> str:
        """Why its text, its parties and its dates are not changed any more."""
        if self.frozen_text_id is None:
            return ""
        return str(_("Ce texte est figé : pour changer la convention, faites un avenant."))


class PartOfAgreement(models.Model):
    """What is told on the sheet of an agreement."""

    agreement_id: int
    sheet_key = SheetKey("agreement:{0.agreement_id}")

    class Meta:
        abstract = True


class AgreementParty(PartOfAgreement, Versioned):
    """A structure that the text names, what it needs before it signs, and its signature."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="parties", verbose_name=_("convention")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("structure")
    )
    role = models.CharField(
        _("place"), max_length=10, choices=PartyRole, default=PartyRole.SIGNATORY
    )
    is_required = models.BooleanField(_("sans elle, rien n’entre en vigueur"), default=True)
    needs = models.CharField(_("il lui faut"), max_length=8, choices=Needs, default=Needs.COUNCIL)
    signatory = models.CharField(_("qui signe"), max_length=160, blank=True)
    act_reference = models.CharField(_("décision de son organe"), max_length=80, blank=True)
    act_on = models.DateField(_("décision du"), null=True, blank=True)
    asked_on = models.DateField(_("signature demandée le"), null=True, editable=False)
    asked_by = models.CharField(
        _("demandée"), max_length=10, choices=SentBy, blank=True, editable=False
    )
    reminded_on = models.DateField(_("rappelée le"), null=True, editable=False)
    signed_on = models.DateField(_("signée le"), null=True, blank=True)
    means = models.CharField(_("comment"), max_length=10, choices=SignedBy, blank=True)
    level = models.CharField(
        _("niveau de signature"), max_length=10, choices=Level, default=Level.UNKNOWN
    )
    attachment = models.ForeignKey(
        Attachment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("fichier signé"),
    )
    reading = models.CharField(
        _("lecture du fichier"), max_length=10, choices=Reading, default=Reading.NONE
    )
    reading_note = models.TextField(_("où le fichier dit d’autres mots"), blank=True)
    early_reason = models.CharField(_("pourquoi signée si tôt"), max_length=300, blank=True)
    refused_on = models.DateField(_("refusée le"), null=True, blank=True)
    refused_reason = models.TextField(_("raison du refus"), blank=True)

    class Meta:
        verbose_name = _("partie d’une convention")
        verbose_name_plural = _("parties des conventions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"], name="structure_once_in_an_agreement"
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True) | Q(refused_on__isnull=True),
                name="party_signs_or_refuses",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def is_signed(self) -> bool:
        """Whether it signed the frozen text: a file of other words, or unread, is none of it."""
        return self.signed_on is not None and self.reading not in UNPROVED

    @property
    def journal_name(self) -> str:
        """Which structure, in which agreement."""
        return f"{self.organisation}, {self.agreement}"


class AgreementText(PartOfAgreement):
    """The words of an agreement as they were on a day; a version never changes."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="texts", verbose_name=_("convention")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    dated_on = models.DateField(_("du"))
    note = models.CharField(_("ce qui a changé"), max_length=300, blank=True)
    origin = models.CharField(
        _("origine"), max_length=6, choices=TextOrigin, default=TextOrigin.TYPED
    )
    attachment = models.ForeignKey(
        Attachment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("fichier"),
    )
    words_fingerprint = models.CharField(_("empreinte des mots"), max_length=64, editable=False)

    class Meta:
        verbose_name = _("version d’une convention")
        verbose_name_plural = _("versions des conventions")
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "number"], name="one_version_per_number"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class Article(models.Model):
    """An article of a version; `key` is the same from one version to the next."""

    text = models.ForeignKey(
        AgreementText, models.CASCADE, related_name="articles", verbose_name=_("version")
    )
    place = models.PositiveSmallIntegerField(_("place"))
    label = models.CharField(_("article"), max_length=40)
    heading = models.CharField(_("titre"), max_length=200, blank=True)
    words = models.TextField(_("mots"))
    key = models.CharField(_("clé"), max_length=12, editable=False)
    sheet_key = SheetKey("agreement:{0.text.agreement_id}")

    class Meta:
        verbose_name = _("article d’une convention")
        verbose_name_plural = _("articles des conventions")
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["text", "key"], name="one_article_per_key"),
        ]

    def __str__(self) -> str:
        return f"{self.label}. {self.heading}" if self.heading else self.label


class AgreementAct(PartOfAgreement, Versioned):
    """An act to take for the agreement, as its legal form asks it."""

    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="acts", verbose_name=_("convention")
    )
    place = models.PositiveSmallIntegerField(_("place"))
    label = models.CharField(_("acte"), max_length=300)
    source = models.CharField(_("texte"), max_length=160, blank=True)
    done_on = models.DateField(_("fait le"), null=True, blank=True)

    class Meta:
        verbose_name = _("acte à prendre")
        verbose_name_plural = _("actes à prendre")
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return self.label

"""What does the cooperation owe a funder, by when, and which pieces does it need for that?"""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core.folded import FoldedField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from maillage.foundation.documents.models import Attachment
from maillage.ground.directory.models import Organisation, Person
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.schemes.models import Scheme

LONGEST_LABEL, LONGEST_ABOUT, LONGEST_ACT, LONGEST_DUE = 160, 160, 200, 120
USUAL_REMINDER, LONGEST_REMINDER = 30, 366
MOST_AT_STAKE_CENTS = 100_000_000_000_00
OPENS_AFTER = _("L’ouverture est après l’échéance : corrigez l’une des dates.")


class Duty(Versioned, VisibleRecord):
    """Something due on a day: to whom, under which act, what happens otherwise.

    `about` is the facility, the post or the operation for which it is due, in words.

    A list that came in may say no day: `due_words` is then what it says, and nothing recalls it.

    `origin` is the sheet of the record that made it, whose service writes its day; blank when it
    was typed. `done_on` is the day on which it was sent, with its proof; `waived_on` that on which
    nobody waited for it any more.
    """

    kind = models.CharField(_("nature"), max_length=14, choices=DutyKind, default=DutyKind.REPORT)
    label = models.CharField(_("ce qui est dû"), max_length=LONGEST_LABEL)
    about = models.CharField(_("pour quoi"), max_length=LONGEST_ABOUT, blank=True)
    funder = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("à qui"),
    )
    scheme = models.ForeignKey(
        Scheme,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("au titre de"),
    )
    responsible = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("qui s’en charge"),
    )
    opens_on = models.DateField(_("possible dès le"), null=True, blank=True)
    due_on = models.DateField(_("échéance"), null=True, blank=True)
    due_words = models.CharField(
        _("échéance telle qu’écrite"), max_length=LONGEST_DUE, blank=True, editable=False
    )
    source_act = models.CharField(_("acte"), max_length=LONGEST_ACT, blank=True)
    article = models.CharField(_("article"), max_length=60, blank=True)
    consequence = models.CharField(_("sinon"), max_length=300, blank=True)
    at_stake_cents = models.BigIntegerField(_("ce que cela protège"), null=True, blank=True)
    reminder = models.PositiveSmallIntegerField(
        _("rappel, en jours avant l’échéance"),
        default=USUAL_REMINDER,
        validators=[MaxValueValidator(LONGEST_REMINDER)],
    )
    is_yearly = models.BooleanField(_("chaque année"), default=False)
    done_on = models.DateField(_("envoyé le"), null=True, blank=True)
    done_how = models.CharField(_("comment"), max_length=160, blank=True)
    receipt_number = models.CharField(_("numéro de l’accusé"), max_length=60, blank=True)
    receipt = models.ForeignKey(
        Attachment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("preuve d’envoi"),
    )
    waived_on = models.DateField(_("sans objet depuis le"), null=True, blank=True)
    waived_why = models.CharField(_("pourquoi"), max_length=300, blank=True)
    follows = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="followers",
        verbose_name=_("suit"),
    )
    origin = models.CharField(_("née de"), max_length=40, blank=True, editable=False)
    folded = FoldedField("label", "source_act", "about")

    objects = VisibleQuerySet.as_manager()
    sheet_key = SheetKey("duty:{0.pk}")

    class Meta:
        verbose_name = _("échéance")
        verbose_name_plural = _("échéances")
        ordering = [F("due_on").asc(nulls_last=True), "pk"]
        indexes = [
            models.Index(fields=["cooperation", "due_on"]),
            models.Index(fields=["origin"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True) | Q(opens_on__lte=F("due_on")),
                name="duty_opens_before_it_is_due",
                violation_error_message=OPENS_AFTER,
            ),
            models.CheckConstraint(
                condition=Q(at_stake_cents__isnull=True)
                | Q(at_stake_cents__gte=0, at_stake_cents__lte=MOST_AT_STAKE_CENTS),
                name="duty_protects_a_plausible_sum",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(waived_on__isnull=True),
                name="duty_sent_or_waived",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_open(self) -> bool:
        """Whether it is still owed."""
        return self.done_on is None and self.waived_on is None


class DutyPiece(models.Model):
    """What a structure has to give for it, and when it gave it.

    `told_by` answered by link, last: with the piece, or with why it lacks and until when.
    """

    duty = models.ForeignKey(
        Duty, models.CASCADE, related_name="pieces", verbose_name=_("échéance")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("structure")
    )
    received_on = models.DateField(_("reçue le"), null=True, blank=True)
    note = models.CharField(_("précision"), max_length=200, blank=True)
    attachment = models.ForeignKey(
        Attachment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pièce"),
    )
    reminded_on = models.DateField(_("demandée par lien le"), null=True, blank=True)
    expected_on = models.DateField(_("annoncée pour le"), null=True, blank=True)
    told_by = models.CharField(_("dit par lien par"), max_length=120, blank=True)
    sheet_key = SheetKey("duty:{0.duty_id}")

    class Meta:
        verbose_name = _("pièce due")
        verbose_name_plural = _("pièces dues")
        ordering = ["organisation__folded", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["duty", "organisation"], name="one_piece_per_structure")
        ]

    def __str__(self) -> str:
        return str(self.organisation)

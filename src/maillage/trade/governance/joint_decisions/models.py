"""What is asked of several structures together, in which words, and what does each answer?"""

from collections.abc import Sequence

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillage.core import french
from maillage.core.folded import FoldedField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.cooperations.records.models import Gathered, Replaceable
from maillage.foundation.documents.models import Attachment
from maillage.foundation.journal.arrivals import Doing, Speaking
from maillage.ground.actors.models import Subject
from maillage.ground.directory.models import Organisation, Person
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.choices import (
    CouncilKind,
    DecisionRule,
    Silence,
    Standing,
    Vote,
)

DONE: dict[str, Promise] = {
    Vote.ADOPTED: _("a adopté « %(title)s »"),
    Vote.RESERVED: _("a adopté « %(title)s » avec réserves"),
    Vote.DEFERRED: _("a ajourné « %(title)s »"),
    Vote.REFUSED: _("a refusé « %(title)s »"),
}


class JointDecision(Versioned):
    """One question to the councils of several structures, and the rule that settles it.

    `standing`, `reading` and `stands_until` keep what the rule said when something was last
    written; after `stands_until` a silence may have spoken, and it is read again.
    """

    cooperation = models.ForeignKey(
        Cooperation,
        models.PROTECT,
        related_name="joint_decisions",
        verbose_name=_("coopération"),
    )
    subject = models.OneToOneField(
        Subject, models.PROTECT, related_name="+", verbose_name=_("sujet")
    )
    title = models.CharField(_("intitulé"), max_length=200)
    question = models.TextField(_("question posée aux conseils"), blank=True)
    body = models.ForeignKey(
        Body,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="joint_decisions",
        verbose_name=_("proposée par"),
    )
    proposed_on = models.DateField(_("proposée le"), null=True, blank=True)
    rule = models.CharField(
        _("règle"), max_length=30, choices=DecisionRule, default=DecisionRule.UNANIMITY
    )
    least_agreements = models.PositiveSmallIntegerField(
        _("accords nécessaires en tout"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    rule_source = models.CharField(_("où la règle est écrite"), max_length=300, blank=True)
    silence = models.CharField(
        _("silence d’un conseil"), max_length=30, choices=Silence, blank=True
    )
    silence_months = models.PositiveSmallIntegerField(
        _("délai en mois"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(24)],
    )
    silence_source = models.CharField(_("où ce délai est écrit"), max_length=300, blank=True)
    standing = models.CharField(
        _("où en est-on"), max_length=10, choices=Standing, default=Standing.EARLY, editable=False
    )
    reading = models.CharField(_("en une phrase"), max_length=300, blank=True, editable=False)
    stands_until = models.DateField(_("à relire le"), null=True, editable=False)
    folded = FoldedField("title")
    sheet_key = SheetKey("jointdecision:{0.pk}")

    class Meta:
        verbose_name = _("décision conjointe")
        verbose_name_plural = _("décisions conjointes")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["cooperation", "standing"])]

    def __str__(self) -> str:
        return self.title


class PartOfDecision(models.Model):
    """What is told on the sheet of a joint decision."""

    decision_id: int
    sheet_key = SheetKey("jointdecision:{0.decision_id}")

    class Meta:
        abstract = True


class TextVersion(PartOfDecision):
    """The text put to the councils, as it was on a day; a version never changes."""

    decision = models.ForeignKey(
        JointDecision, models.CASCADE, related_name="texts", verbose_name=_("décision")
    )
    number = models.PositiveSmallIntegerField(_("version"))
    dated_on = models.DateField(_("du"))
    words = models.TextField(_("texte"), blank=True)
    attachment = models.ForeignKey(
        Attachment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("fichier"),
    )
    file_name = models.CharField(_("nom du fichier"), max_length=160, blank=True)
    fingerprint = models.CharField(_("empreinte"), max_length=64, editable=False)

    class Meta:
        verbose_name = _("version du texte")
        verbose_name_plural = _("versions du texte")
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "number"], name="one_text_per_number"),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class Deliberation(PartOfDecision, Versioned):
    """The path of the question through one structure's council: its calendar, then its act."""

    decision = models.ForeignKey(
        JointDecision, models.CASCADE, related_name="deliberations", verbose_name=_("décision")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("structure")
    )
    council = models.CharField(
        _("conseil"), max_length=20, choices=CouncilKind, default=CouncilKind.OTHER
    )
    contact = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("point de contact"),
    )
    is_required = models.BooleanField(_("son accord est indispensable"), default=False)
    weight = models.PositiveIntegerField(
        _("nombre de voix"), default=1, validators=[MinValueValidator(1)]
    )
    population = models.PositiveIntegerField(_("population comptée"), null=True, blank=True)
    clear_days = models.PositiveSmallIntegerField(
        _("délai d’envoi, en jours"), null=True, blank=True, validators=[MaxValueValidator(60)]
    )
    session_on = models.DateField(_("séance du conseil"), null=True, blank=True)
    text = models.ForeignKey(
        TextVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("texte envoyé"),
    )
    sent_on = models.DateField(_("texte envoyé le"), null=True, blank=True)
    agenda_on = models.DateField(_("inscrite le"), null=True, blank=True)
    act_number = models.CharField(_("numéro de l’acte"), max_length=60, blank=True)
    act = models.ForeignKey(
        Attachment,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("délibération"),
    )
    transmitted_on = models.DateField(_("transmise le"), null=True, blank=True)
    published_on = models.DateField(_("publiée le"), null=True, blank=True)
    conformity_by = models.CharField(_("texte vérifié par"), max_length=150, blank=True)
    conformity_on = models.DateField(_("vérifié le"), null=True, blank=True)
    until = models.DateField(_("n’est plus appelée à décider depuis le"), null=True, blank=True)
    leaving = models.CharField(_("pourquoi"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("délibération")
        verbose_name_plural = _("délibérations")
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "organisation"],
                condition=Q(until__isnull=True),
                name="one_open_deliberation",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def journal_name(self) -> str:
        """Whose council, on what."""
        return f"{self.organisation}, {self.decision}"


class Answer(Gathered, Replaceable, Speaking):
    """What a council answered, and how it was known; a later row replaces it, nothing erases it."""

    deliberation = models.ForeignKey(
        Deliberation, models.CASCADE, related_name="answers", verbose_name=_("délibération")
    )
    vote = models.CharField(_("vote"), max_length=10, choices=Vote)
    voted_on = models.DateField(_("le"))
    text = models.ForeignKey(
        TextVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("texte voté"),
    )
    votes_for = models.PositiveSmallIntegerField(_("pour"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("contre"), null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(_("abstentions"), null=True, blank=True)
    reserves = models.TextField(_("réserves"), blank=True)
    recorded_at = models.DateTimeField(_("saisi le"), auto_now_add=True)
    sheet_key = SheetKey("{0.deliberation.sheet_key}")

    class Meta:
        verbose_name = _("réponse d’un conseil")
        verbose_name_plural = _("réponses des conseils")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["deliberation"],
                condition=Q(replaced_at__isnull=True),
                name="one_standing_answer",
            ),
        ]

    @classmethod
    def doings(cls, numbers: Sequence[int]) -> dict[int, Doing]:
        """What each of these answers says on the day of those who follow; one query."""
        rows = cls.objects.filter(pk__in=numbers)
        rows = rows.select_related("deliberation__decision", "deliberation__organisation")
        return {one.pk: one.doing() for one in rows}

    def doing(self) -> Doing:
        """« La CC des Trois Étangs, par lien, a adopté « Charte » »."""
        values = {"title": french.inner_quotes(self.deliberation.decision.title)}
        return Doing(self.answering(self.deliberation.organisation), str(DONE[self.vote]) % values)

    def __str__(self) -> str:
        return str(self.get_vote_display())

    @property
    def journal_name(self) -> str:
        """Whose council answered what, and on which decision."""
        return f"{self.deliberation.journal_name} : {self}"

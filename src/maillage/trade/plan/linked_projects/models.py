"""Which projects do others carry around the cooperation, and what was last exchanged on them?"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maillage.core.folded import FoldedField
from maillage.core.money import MoneyField
from maillage.core.sheet_key import SheetKey
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from maillage.ground.directory.models import Organisation, Person
from maillage.ground.territories.models import Territory
from maillage.trade.context.models import Scheme
from maillage.trade.governance.models import Decision
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.choices import ProjectPhase
from maillage.trade.plan.linked_projects.stages import EXPLAINED
from maillage.trade.plan.steps.models import Blocker
from maillage.trade.stakes.models import Theme


class Project(Versioned, VisibleRecord):
    """What a holder carries: an action is ours, a project is theirs.

    The holder is a structure of the directory, or only a name. `phase` is how ripe it is,
    `ended_on` is when it was given up, `filed_on` when a funder took its file in,
    `became` the action that it is in our plan; `actions` are only tied to it.
    """

    title = models.CharField(_("projet"), max_length=200)
    holder = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("porté par"),
    )
    holder_name = models.CharField(_("ou par, hors annuaire"), max_length=160, blank=True)
    contact = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("personne à joindre"),
    )
    phase = models.CharField(
        _("où il en est"), max_length=10, choices=ProjectPhase, default=ProjectPhase.IDEA
    )
    summary = models.CharField(_("en une phrase"), max_length=300, blank=True)
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("thème")
    )
    scheme = models.ForeignKey(
        Scheme,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("au titre de"),
    )
    territories = models.ManyToManyField(
        Territory, blank=True, related_name="+", verbose_name=_("communes")
    )
    cost_cents = models.BigIntegerField(_("coût"), null=True, blank=True)
    aid_cents = models.BigIntegerField(_("aide demandée"), null=True, blank=True)
    starts_on = models.DateField(_("début prévu"), null=True, blank=True)
    filed_on = models.DateField(_("dossier reçu le"), null=True, blank=True)
    next_step = models.CharField(_("prochain pas"), max_length=200, blank=True)
    next_on = models.DateField(_("pour le"), null=True, blank=True)
    next_by = models.CharField(_("qui le fait"), max_length=160, blank=True)
    actions = models.ManyToManyField(
        Action, blank=True, related_name="+", verbose_name=_("actions liées")
    )
    became = models.OneToOneField(
        Action,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="project",
        verbose_name=_("devenu l’action"),
    )
    ended_on = models.DateField(_("abandonné le"), null=True, blank=True)
    ended_why = models.CharField(_("pourquoi"), max_length=300, blank=True)
    folded = FoldedField("title", "holder_name", "summary")

    objects = VisibleQuerySet.as_manager()
    sheet_key = SheetKey("project:{0.pk}")

    class Meta:
        verbose_name = _("projet")
        verbose_name_plural = _("projets")
        ordering = ["title", "pk"]
        indexes = [models.Index(fields=["cooperation", "phase"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(holder__isnull=False) | ~Q(holder_name=""),
                name="project_has_a_holder",
            ),
            models.CheckConstraint(
                condition=Q(aid_cents__isnull=True)
                | Q(cost_cents__isnull=True)
                | Q(aid_cents__lte=F("cost_cents")),
                name="project_asks_no_more_than_it_costs",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(ended_why=""),
                name="project_says_why_it_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def holder_words(self) -> str:
        """Who carries it: the short name of the structure, or the name written."""
        if self.holder is None:
            return self.holder_name
        return self.holder.short_name or self.holder.name

    @property
    def is_open(self) -> bool:
        """Whether it may still go on, here or as an action of the plan."""
        return self.ended_on is None


class ProjectBlocker(Versioned, Blocker):
    """What stops a project, for the team that follows it."""

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="blockers", verbose_name=_("projet")
    )
    sheet_key = SheetKey("project:{0.project_id}")

    class Meta:
        verbose_name = _("blocage d’un projet")
        verbose_name_plural = _("blocages des projets")
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True) | Q(lifted_on__gte=F("since")),
                name="project_blocker_lifted_after_it_began",
            ),
        ]


class ProjectStage(models.Model):
    """What a project's file became on a day, read by whoever reads the project.

    `stage` is a word of `stages.toml`; days follow the order in which the stages were noted.
    """

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="stages", verbose_name=_("projet")
    )
    stage = models.CharField(_("étape"), max_length=20)
    on = models.DateField(_("le"))
    amount_cents = MoneyField(_("montant retenu"), null=True, blank=True)
    note = models.CharField(_("précision"), max_length=300, blank=True)
    decision = models.ForeignKey(
        Decision,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("décision"),
    )
    sheet_key = SheetKey("project:{0.project_id}")

    class Meta:
        verbose_name = _("étape d’un dossier")
        verbose_name_plural = _("étapes des dossiers")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage__in=EXPLAINED) | ~Q(note=""), name="refused_file_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.stage


class Exchange(VisibleRecord):
    """What was exchanged with a holder on a day; none is ever changed."""

    project = models.ForeignKey(
        Project, models.CASCADE, related_name="exchanges", verbose_name=_("projet")
    )
    on = models.DateField(_("le"))
    means = models.CharField(_("comment"), max_length=10, choices=Means, default=Means.PHONE)
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("avec")
    )
    words = models.TextField(_("ce qui s’est dit"), max_length=1000)
    phase = models.CharField(
        _("où il en est alors"), max_length=10, choices=ProjectPhase, blank=True
    )

    objects = VisibleQuerySet.as_manager()
    sheet_key = SheetKey("project:{0.project_id}")

    class Meta:
        verbose_name = _("échange sur un projet")
        verbose_name_plural = _("échanges sur les projets")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["project", "on"])]

    def __str__(self) -> str:
        return self.words

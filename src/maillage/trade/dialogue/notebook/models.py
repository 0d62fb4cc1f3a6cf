"""What was heard, when, from whom, and about which structures, people and subjects?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maillage.core.folded import FoldedField
from maillage.core.versions import Versioned
from maillage.foundation.cooperations.records.models import VisibleQuerySet, VisibleRecord
from maillage.ground.actors.models import Source, Subject
from maillage.ground.directory.models import Organisation, Person


class Note(Versioned, VisibleRecord):
    """A page of the officer's notebook; its words, its day and from whom are those of its source.

    Its source has the same visibility: what is drawn from the note may be shown wider.
    """

    source = models.OneToOneField(
        Source, models.PROTECT, related_name="+", verbose_name=_("source")
    )
    title = models.CharField(_("titre"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("saisie le"), auto_now_add=True)
    folded = FoldedField("title", "words", "who")

    objects = VisibleQuerySet.as_manager()

    class Meta:
        verbose_name = _("note du carnet")
        verbose_name_plural = _("notes du carnet")
        ordering = ["-source__on", "-pk"]
        indexes = [models.Index(fields=["cooperation", "visibility"])]

    def __str__(self) -> str:
        return self.title or str(_("Note sans titre"))

    @property
    def words(self) -> str:
        return self.source.words

    @property
    def who(self) -> str:
        """From whom it was heard."""
        return self.source.who


class NoteLink(models.Model):
    """What a note is about: a structure, a person, or a subject; one of the three."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="links", verbose_name=_("note"))
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("structure"),
    )
    person = models.ForeignKey(
        Person,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("personne"),
    )
    subject = models.ForeignKey(
        Subject,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("sujet"),
    )

    class Meta:
        verbose_name = _("lien d’une note")
        verbose_name_plural = _("liens des notes")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(organisation__isnull=False, person__isnull=True, subject__isnull=True)
                    | Q(organisation__isnull=True, person__isnull=False, subject__isnull=True)
                    | Q(organisation__isnull=True, person__isnull=True, subject__isnull=False)
                ),
                name="note_link_to_one_thing",
            ),
            models.UniqueConstraint(
                fields=["note", "organisation"], name="note_links_an_organisation_once"
            ),
            models.UniqueConstraint(fields=["note", "person"], name="note_links_a_person_once"),
            models.UniqueConstraint(fields=["note", "subject"], name="note_links_a_subject_once"),
        ]

    def __str__(self) -> str:
        return str(self.organisation or self.person or self.subject)

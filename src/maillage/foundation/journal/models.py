"""Who changed what in a cooperation, and which topics moved?"""

from auditlog.models import AbstractLogEntry, LogEntryManager
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from maillage.foundation.journal.current import current


class Change(models.Model):
    """One gesture of an author on one topic; the cooperation is held by its number.

    A null cooperation is a gesture on the workspace's directory, shared by its cooperations.
    """

    cooperation_id = models.PositiveBigIntegerField(_("coopération"), null=True, db_index=True)
    workspace_id = models.PositiveBigIntegerField(_("espace"), db_index=True)
    topic = models.CharField(_("sujet"), max_length=60)
    author_id = models.PositiveBigIntegerField(_("auteur"), null=True)
    via = models.CharField(_("par qui, sans compte"), max_length=250, blank=True)
    at = models.DateTimeField(_("le"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("changement")
        verbose_name_plural = _("changements")
        indexes = [models.Index(fields=["cooperation_id", "topic", "at"])]

    def __str__(self) -> str:
        return f"{self.topic} {self.at:%Y-%m-%d}"


def sheet_of(record: models.Model) -> str:
    """The sheet on which changes of this record are told, or nothing.

    A record says it in `sheet_key`; a confidential record has none, so that its values are told
    only where its own visibility is asked.
    """
    return str(getattr(record, "sheet_key", ""))


def name_of(record: models.Model) -> str:
    """What the journal calls the record: itself, or its `journal_name` where that says too little.

    An answer is « adoptée » on its sheet, and of such a council on such a decision anywhere else.
    """
    return str(getattr(record, "journal_name", record))


class PlacedEntryManager(LogEntryManager):
    """Gives each audit entry the gesture, the cooperation and the sheet it belongs to."""

    def log_create(
        self, instance: models.Model, force_log: bool = False, **kwargs: object
    ) -> "LogEntry | None":
        """The entry made, or None when nothing changed; outside a gesture it has no place."""
        kwargs.setdefault("sheet", sheet_of(instance))
        kwargs.setdefault("object_repr", name_of(instance))
        gesture = current.get()
        if gesture is not None:
            kwargs.setdefault("change_id", gesture.change_id)
            kwargs.setdefault("actor_id", gesture.author_id)
            kwargs.setdefault("cooperation_id", gesture.cooperation_id)
        made: LogEntry | None = super().log_create(instance, force_log, **kwargs)
        return made


class LogEntry(AbstractLogEntry):
    """One audited write or opening of a record, with its place and the gesture it belongs to.

    Fields of the library whose own index served no question of ours are said again without it: an
    import writes tens of thousands of entries.
    """

    content_type = models.ForeignKey(
        ContentType,
        models.CASCADE,
        related_name="+",
        db_index=False,
        verbose_name=_("type d’objet"),
    )
    object_pk = models.CharField(_("clé de l’objet"), max_length=255)
    object_id = models.BigIntegerField(_("numéro de l’objet"), null=True, blank=True)
    action = models.PositiveSmallIntegerField(_("action"), choices=AbstractLogEntry.Action.choices)
    cid = models.CharField(_("corrélation"), max_length=255, null=True, blank=True)  # noqa: DJ001 - as the library has it
    change = models.ForeignKey(
        Change, models.CASCADE, null=True, related_name="+", verbose_name=_("geste")
    )
    cooperation_id = models.PositiveBigIntegerField(_("coopération"), null=True)
    sheet = models.CharField(_("fiche"), max_length=60, blank=True)

    objects = PlacedEntryManager()

    class Meta(AbstractLogEntry.Meta):
        verbose_name = _("entrée du journal")
        verbose_name_plural = _("entrées du journal")
        indexes = [
            models.Index(fields=["content_type", "object_id", "timestamp"]),
            models.Index(fields=["sheet", "timestamp"]),
        ]


class Fingerprint(models.Model):
    """What an entry said when its day was sealed: a salted hash of its values.

    Erasing a person empties the values and the salt; the hash stays, and the chain with it.
    """

    entry = models.OneToOneField(
        LogEntry, models.CASCADE, related_name="fingerprint", verbose_name=_("entrée")
    )
    salt = models.CharField(_("sel"), max_length=32, blank=True)
    values_digest = models.CharField(_("empreinte des valeurs"), max_length=64)
    again = models.PositiveSmallIntegerField(_("reprise du sceau"), null=True)  # none: the first

    class Meta:
        verbose_name = _("empreinte")
        verbose_name_plural = _("empreintes")

    def __str__(self) -> str:
        return self.values_digest[:12]


class Seal(models.Model):
    """The digest of one day's entries, chained to the seal before: an edited row breaks it.

    A day that the clock said over, then not yet over, is open again: what is written in it since
    has another seal, its `again`.
    """

    day = models.DateField(_("jour"))
    again = models.PositiveSmallIntegerField(_("reprise du sceau"), default=0)
    is_open = models.BooleanField(_("rouvert par l’horloge"), default=False)
    digest = models.CharField(_("sceau"), max_length=64)
    entries = models.PositiveIntegerField(_("nombre d’entrées"))

    class Meta:
        verbose_name = _("sceau")
        verbose_name_plural = _("sceaux")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["day", "again"], name="one_seal_each_time")]

    def __str__(self) -> str:
        return f"{self.day} {self.digest[:12]}"

"""The rubrics of a fiche are written, its versions proposed, validated, withdrawn."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Max
from django.utils import timezone

from maillage.core.texts import write_texts
from maillage.core.versions import StaleVersionError, claim_version
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.trade.governance.models import Body
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.choices import FicheState
from maillage.trade.plan.fiches.models import FicheModel, FicheText, FicheVersion
from maillage.trade.plan.fiches.queries import fiche_model, fiche_rubrics
from maillage.trade.plan.fiches.rules import Rubric, fingerprint, frozen, written_rubrics

FICHES = "fiches"


def write_fiche(
    *, access: Access, action: Action, read: int, texts: dict[str, str], does: Sequence[str] = ()
) -> Action:
    """The action with the words of its fiche, by rubric; those of `does` are what it does.

    Raises StaleVersionError.
    """
    with journal.write_by(access, FICHES):
        claim_version(action, read)
        for key in does:
            action.description = texts.pop(key, action.description)
        action.save()
        rows = FicheText.objects.filter(action=action)
        write_texts(rows, texts, lambda key: FicheText(action=action, key=key))
    return action


def write_model(*, access: Access, read: int, rubrics: Sequence[Rubric]) -> FicheModel:
    """The next model of the fiches; those that were frozen stay as they are.

    Raises StaleVersionError when version `read` is not the last, 0 being that of the profile.
    """
    with journal.write_by(access, FICHES):
        last = fiche_model(access.cooperation)
        if last and last.version != read:
            raise StaleVersionError(last)
        written = written_rubrics(rubrics)
        if last and last.rubrics == written:
            return last
        return FicheModel.objects.create(
            cooperation=access.cooperation,
            version=read + 1,
            rubrics=written,
            since=timezone.localdate(),
        )


def propose_version(
    *, access: Access, action: Action, body: Body | None, reason: str
) -> FicheVersion:
    """The fiche as it stands today, frozen under the next number, to be validated by a body."""
    with journal.write_by(access, FICHES):
        # Read again: another may have written since the page was opened.
        content = frozen(fiche_rubrics(Action.objects.get(pk=action.pk)))
        rows = FicheVersion.objects.filter(action=action)
        last = rows.aggregate(last=Max("number"))["last"] or 0
        return FicheVersion.objects.create(
            action=action,
            number=last + 1,
            title=action.title,
            model=fiche_model(action.cooperation),
            content=content,
            fingerprint=fingerprint(action.title, content),
            proposed_on=timezone.localdate(),
            body=body,
            reason=reason,
        )


def validate_version(
    *, access: Access, version: FicheVersion, read: int, body: Body, on: date
) -> FicheVersion:
    """The version in force from this day, the former one replaced; every member may read it.

    Raises StaleVersionError when version `read` is not the last.
    """
    with journal.write_by(access, FICHES):
        claim_version(version, read)
        former = FicheVersion.objects.filter(
            action=version.action_id, state=FicheState.VALIDATED
        ).exclude(pk=version.pk)
        for one in former:
            claim_version(one, one.version)
            one.state = FicheState.REPLACED
            one.save()
        version.state, version.body, version.on = FicheState.VALIDATED, body, on
        version.save()
        action = version.action
        if action.visibility != Visibility.MEMBERS:
            claim_version(action, action.version)
            action.visibility = Visibility.MEMBERS
            action.save()
    return version


def withdraw_version(*, access: Access, version: FicheVersion) -> None:
    """The version that was proposed is no longer."""
    with journal.write_by(access, FICHES):
        claim_version(version, version.version)
        version.state = FicheState.WITHDRAWN
        version.save()

"""A contribution is planned, called, received; a call is cancelled with its reason."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.versions import ClosedError, claim_version
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.contributions.choices import Origin
from maillage.trade.funding.contributions.models import (
    Contribution,
    ContributionCall,
    ContributionReceipt,
)
from maillage.trade.funding.contributions.queries import to_call
from maillage.trade.funding.contributions.readings import split_calls
from maillage.trade.funding.cost_keys.models import CostSharing
from maillage.trade.funding.writing import write_funding


def add_contribution(*, access: Access, contribution: Contribution) -> Contribution:
    """What a structure is to pay in a year."""
    with write_funding(access):
        contribution.cooperation = access.cooperation
        contribution.save()
    return contribution


def edit_contribution(*, access: Access, contribution: Contribution, read: int) -> Contribution:
    """The contribution with its changes; StaleVersionError when version `read` is not the last."""
    with write_funding(access):
        claim_version(contribution, read)
        contribution.save()
    return contribution


def succeed(*, access: Access, contribution: Contribution) -> Contribution | None:
    """The contribution of whoever took over from its structure, with all that was called and came.

    The former one stays as it was. None without a successor; taken twice, it is the same.
    """
    body = contribution.organisation
    if body.successor is None or body.ended_on is None:
        return None
    if taken := Contribution.objects.filter(taken_from=contribution).first():
        return taken
    with write_funding(access):
        copied = ("cooperation", "year", "sharing", "origin", "origin_text", "planned_cents")
        values = {name: getattr(contribution, name) for name in (*copied, "collector")}
        taken = Contribution.objects.create(
            organisation=body.successor,
            taken_from=contribution,
            taken_on=body.ended_on,
            **values,
        )
        for call in contribution.calls.order_by("pk"):
            call.pk, call.contribution = None, taken
            call.save(force_insert=True)
        paid_by = _("versé par %(name)s") % {"name": body}
        for receipt in contribution.receipts.order_by("pk"):
            receipt.pk, receipt.contribution = None, taken
            receipt.how = ", ".join(filter(None, (receipt.how, paid_by)))[:160]
            receipt.save(force_insert=True)
    return taken


def remove_contribution(*, access: Access, contribution: Contribution) -> None:
    """Removes a contribution that was noted by mistake, with its calls."""
    with write_funding(access):
        contribution.delete()


def plan_from_key(*, access: Access, sharing: CostSharing) -> list[Contribution]:
    """What the frozen key asks of each structure, as what is planned for the year.

    A contribution that stands already for this sharing is left as it is.
    """
    frozen = sharing.frozen
    if frozen is None:
        return []
    noted = Contribution.objects.filter(sharing=sharing).values_list("organisation", flat=True)
    with write_funding(access):
        return [
            Contribution.objects.create(
                cooperation=access.cooperation,
                organisation_id=share.organisation_id,
                year=sharing.year,
                sharing=sharing,
                origin=Origin.AGREEMENT,
                origin_text=_("Clé figée dans %(act)s") % {"act": frozen.act},
                planned_cents=share.cents,
            )
            for share in frozen.shares.order_by("pk")
            if share.organisation_id not in set(noted)
        ]


def call_year(
    *, access: Access, year: int, parts: Sequence[tuple[int, date | None]], called_on: date
) -> list[ContributionCall]:
    """Every planned contribution of the year, called in these parts: a percentage and a day."""
    percents = [percent for percent, _due in parts]
    with write_funding(access):
        return [
            ContributionCall.objects.create(
                contribution=one, cents=cents, called_on=called_on, due_on=due
            )
            for one in to_call(access, year).order_by("pk")
            for cents, (_percent, due) in zip(
                split_calls(one.planned_cents or 0, percents), parts, strict=True
            )
        ]


def add_call(*, access: Access, call: ContributionCall) -> ContributionCall:
    """One more call of one structure."""
    with write_funding(access):
        call.save()
    return call


def edit_call(*, access: Access, call: ContributionCall, read: int) -> ContributionCall:
    """The call with its changes; StaleVersionError when version `read` is not the last."""
    with write_funding(access):
        claim_version(call, read)
        call.save()
    return call


def cancel_call(*, access: Access, call: ContributionCall, reason: str) -> ContributionCall:
    """The call, cancelled for this reason; ClosedError when it already is."""
    if call.cancelled_on:
        raise ClosedError(call)
    with write_funding(access):
        call.cancelled_on, call.reason = timezone.localdate(), reason
        call.save()
    return call


def add_receipt(*, access: Access, receipt: ContributionReceipt) -> ContributionReceipt:
    """A sum that came; receipts of one contribution add up, the same sent twice counts once."""
    written = ("contribution", "cents", "on", "how", "means", "told_by")
    with write_funding(access):
        same = {name: getattr(receipt, name) for name in written}
        if twin := ContributionReceipt.objects.filter(**same).first():
            return twin
        receipt.recorded_by = access.user
        receipt.save()
    return receipt


def remove_receipt(*, access: Access, receipt: ContributionReceipt) -> None:
    """Removes a receipt that was noted by mistake."""
    with write_funding(access):
        receipt.delete()

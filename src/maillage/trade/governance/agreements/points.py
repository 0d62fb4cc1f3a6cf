"""What do agreements tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import MOST_DATES, MOST_WAITING, Upcoming, Waiting
from maillage.core.links import address
from maillage.core.panels import Panel, lines_panel, panels
from maillage.core.points import Reader
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.cooperations.room_answers.agenda import falls, waits
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.documents.writing.kinds import papers
from maillage.foundation.exchange.targets.targets import imports
from maillage.foundation.search.query import SearchResult
from maillage.trade.governance import permissions
from maillage.trade.governance.agreements.choices import Stage
from maillage.trade.governance.agreements.models import Agreement
from maillage.trade.governance.agreements.papers import agreement_paper
from maillage.trade.governance.agreements.queries import (
    agreement_rows,
    agreements,
    in_remarks,
    silent_on,
    to_follow,
)
from maillage.trade.governance.agreements.table.signatures import SIGNATURES
from maillage.trade.governance.agreements.table.target import AGREEMENTS
from maillage.trade.governance.agreements.words import avenant_words, until_words

MOST = 12


@falls(
    rows=lambda cooperation, first, last: Agreement.objects.filter(
        cooperation=cooperation, remarks_until__range=(first, last)
    ),
    can=permissions.can_open_agreements,
)
def remarks_close(access: Access, first: date, last: date) -> Sequence[Upcoming]:
    """The days on which remarks close, in one query; ends and renewals are told by what is due."""
    rows = agreements(access).filter(remarks_until__range=(first, last), frozen_on__isnull=True)
    return [
        Upcoming(
            on=one.remarks_until,
            label=_("Fin des remarques : %(title)s") % {"title": one.title},
            reason=french.capital(avenant_words(one)),
            url=address("governance:agreement", access.cooperation.slug, one.pk),
        )
        for one in rows.order_by("remarks_until", "pk")[:MOST_DATES]
        if one.remarks_until
    ]


@waits(
    rows=lambda cooperation, _today: to_follow(cooperation),
    can=permissions.can_keep_agreements,
)
def agreements_wait(access: Access, _today: date) -> list[Waiting]:
    """The frozen texts of which signatures may be asked, the drafts with something to settle."""
    slug, lines = access.cooperation.slug, []
    for one in to_follow(access.cooperation_id)[:MOST_WAITING]:
        url = address("governance:agreement", slug, one.pk)
        if one.frozen_on is None:
            lines.append(
                Waiting(
                    _("Trancher les amendements"),
                    _("« %(title)s » : les remarques sont closes.")
                    % {"title": french.inner_quotes(one.title)},
                    address("governance:amendments", slug, one.pk),
                    verb=_("Trancher"),
                )
            )
            continue
        lines.append(
            Waiting(
                _("Suivre les signatures"),
                _("« %(title)s » : des signatures manquent.")
                % {"title": french.inner_quotes(one.title)},
                url,
                verb=_("Ouvrir"),
            )
        )
    return lines


@waits(
    rows=in_remarks,
    can=lambda access: permissions.can_say_remarks(access) and not access.is_in_team,
)
def drafts_to_read(access: Access, today: date) -> list[Waiting]:
    """The drafts on which a structure that the reader speaks for said nothing yet."""
    slug = access.cooperation.slug
    return [
        Waiting(
            _("Dire ce que vous changeriez"),
            f"« {french.inner_quotes(one.title)} ». {until_words(one)}",
            f"{address('governance:amendments', slug, one.pk)}#m-base",
            verb=_("Lire"),
        )
        for one in silent_on(in_remarks(access.cooperation_id, today), access)[:MOST_WAITING]
    ]


@panels.answer
def agreements_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The agreements of a structure, of a scheme, of a joint decision; two queries."""
    about = {
        "organisation": Q(parties__organisation=number),
        "scheme": Q(scheme=number),
        "jointdecision": Q(joint_decision=number),
    }.get(kind)
    if about is None:
        return ()
    access = as_access(reader)
    rows = agreement_rows(agreements(access).filter(about).order_by("-pk")[:MOST])
    lines = [
        Line(
            row.agreement.title,
            french.capital(str(Stage(row.stage).label)),
            address("governance:agreement", access.cooperation.slug, row.pk),
        )
        for row in rows
    ]
    note = ngettext("%(n)s convention", "%(n)s conventions", len(lines)) % {
        "n": french.in_words(len(lines), feminine=True)
    }
    return lines_panel(_("Conventions"), lines, note)


@findable
def agreement_names(access: Access) -> Iterator[FoldedResult]:
    """The agreements that this reader may open, under their title and number."""
    for row in agreements(access):
        url = address("governance:agreement", access.cooperation.slug, row.pk)
        note = french.capital(avenant_words(row))
        yield row.folded, SearchResult(_("Convention"), row.title, note, url)


imports.answer(lambda: (AGREEMENTS, SIGNATURES))
visible_records.answer(lambda: (Agreement,))
papers.answer(lambda: (agreement_paper(),))

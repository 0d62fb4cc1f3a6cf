"""What the register and the sheet of designation campaigns show."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.register import Action, Chip, Column, Empty, Register, Search
from maillage.core.sheet import Fact, Readers, Sheet
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.trade.governance import permissions
from maillage.trade.governance.bodies.rules import validity_words
from maillage.trade.governance.nominations.models import Nomination, Nominee
from maillage.trade.governance.nominations.queries import (
    CalledContact,
    CallLine,
    NominationRow,
    NominationSheet,
    NominationTotals,
    nomination_rows,
)


@dataclass(frozen=True, slots=True)
class ShownCall:
    """A structure of the campaign as the page shows it."""

    line: CallLine
    state: str
    note: str
    names: Sequence[str]


def nomination_register(access: Access) -> Register[Nomination, NominationRow]:
    """The register of campaigns, as this reader may use it."""
    slug = access.cooperation.slug
    gestures = _gestures(access, slug)
    return Register(
        caption=_("Désignations"),
        noun=(_("campagne"), _("campagnes")),
        filename="designations",
        columns=_columns(),
        read=nomination_rows,
        order="intitule",
        row_url=lambda row: reverse("governance:nomination", args=[slug, row.pk]),
        search=Search.through(
            _("Filtrer les campagnes"),
            _("Intitulé ou instance"),
            "folded",
            "body__folded",
        ),
        chips=(
            Chip(
                "ouvertes",
                _("ouvertes"),
                lambda rows: rows.filter(closed_on__isnull=True),
                starts_on=True,
            ),
        ),
        actions=gestures,
        empty=Empty(
            _("Aucune campagne de désignation pour l’instant"),
            _(
                "Après une élection, ou à la création d’une instance : demandez d’un coup à "
                "toutes les structures qui les représente. On y répond par lien, sans compte."
            ),
            gestures,
        ),
    )


def nominations_reading(totals: NominationTotals) -> str:
    """How many campaigns are open, and what they wait for."""
    if not totals.campaigns:
        return _("Aucune campagne de désignation n’est ouverte.")
    campaigns = ngettext(
        "Une campagne est ouverte", "%(n)s campagnes sont ouvertes", totals.campaigns
    ) % {"n": french.capital(french.in_words(totals.campaigns, feminine=True))}
    parts = [
        ngettext("un siège attend un nom", "%(n)s sièges attendent un nom", totals.waited)
        % {"n": french.in_words(totals.waited)}
        if totals.waited
        else "",
        ngettext("une réponse est à accepter", "%(n)s réponses sont à accepter", totals.to_accept)
        % {"n": french.in_words(totals.to_accept, feminine=True)}
        if totals.to_accept
        else "",
    ]
    rest = french.listed([part for part in parts if part])
    return f"{campaigns} : {rest}." if rest else f"{campaigns}, {_('et rien n’y attend')}."


def _columns() -> tuple[Column[NominationRow], ...]:
    return (
        Column("intitule", _("Campagne"), lambda row: row.title, sort=("folded", "pk")),
        Column(
            "instance",
            _("Instance"),
            lambda row: row.body,
            sort=("body__folded",),
            wide=True,
            measure="name",
        ),
        Column(
            "reponses",
            _("Réponses"),
            lambda row: row.answered,
            cell=lambda row: _("%(n)s sur %(all)s") % {"n": row.answered, "all": row.requested},
        ),
        Column("acceptees", _("Acceptées"), lambda row: row.accepted, quiet=True, measure="number"),
        Column("avant-le", _("Avant le"), lambda row: row.due_on, sort=("due_on",), numeric=True),
        Column("close", _("Close le"), lambda row: row.closed_on, numeric=True, quiet=True),
    )


def _gestures(access: Access, slug: str) -> tuple[Action, ...]:
    if not permissions.can_keep_nominations(access):
        return ()
    add = reverse("governance:nomination_add", args=[slug])
    return (Action(_("Ouvrir une campagne"), add, "plus", main=True),)


def shown_nomination(access: Access, sheet: NominationSheet) -> Sheet:
    """The sheet of a campaign as the page draws it."""
    slug, one = access.cooperation.slug, sheet.nomination
    facts = (
        Fact(_("Instance"), one.body.name),
        Fact(_("Motif"), one.reason),
        Fact(_("Close le"), french.long_date(one.closed_on) if one.closed_on else ""),
        Fact(_("L’instance aujourd’hui"), validity_words(sheet.validity)),
    )
    return Sheet(
        title=one.title,
        sentence=campaign_sentence(sheet),
        place=(PageLink(_("Désignations"), reverse("governance:nominations", args=[slug])),),
        facts=tuple(fact for fact in facts if fact.value),
        readers=(
            Readers("eye", _("Tous les accès"), _("qui a répondu, qui manque")),
            Readers(
                "users",
                _("Chargées de coopération, et chaque structure pour elle"),
                _("les noms donnés, avant qu’ils siègent"),
            ),
        ),
    )


def campaign_sentence(sheet: NominationSheet) -> str:
    """How many have answered, what is left to do, and before which day."""
    one = sheet.nomination
    if one.closed_on or not one.due_on or not sheet.waited:
        return _answers_sentence(sheet)
    due = _("À répondre avant le %(day)s.") % {"day": french.long_date(one.due_on)}
    return f"{_answers_sentence(sheet)} {due}"


def _answers_sentence(sheet: NominationSheet) -> str:
    answered, waited = len([one for one in sheet.lines if one.call.told_on]), len(sheet.lines)
    if not answered:
        return ngettext("Une réponse est attendue.", "%(n)s réponses sont attendues.", waited) % {
            "n": french.in_words(waited, feminine=True).capitalize()
        }
    sentence = ngettext("Une réponse sur %(all)s.", "%(n)s réponses sur %(all)s.", answered) % {
        "n": french.in_words(answered, feminine=True).capitalize(),
        "all": french.in_words(waited, feminine=True),
    }
    left = len(sheet.to_accept)
    if not left:
        return sentence
    return sentence + ngettext(" Une est à accepter.", " %(n)s sont à accepter.", left) % {
        "n": french.in_words(left, feminine=True).capitalize()
    }


def next_of_nomination(
    access: Access, sheet: NominationSheet, *, may_write: bool
) -> Waiting | None:
    """The first answer to accept, then those to write to; nothing for whoever keeps no campaign."""
    if not permissions.can_keep_nominations(access) or sheet.nomination.closed_on:
        return None
    if sheet.to_accept:
        first = sheet.to_accept[0].call
        return Waiting(
            _("Une réponse à accepter"),
            _("%(name)s a répondu : relisez les noms, puis acceptez-les.")
            % {"name": french.capital(french.with_article(str(first.seat)))},
            reverse("governance:nomination_accept", args=[access.cooperation.slug, first.pk]),
            verb=_("Relire et accepter"),
        )
    if sheet.waited and may_write:
        count = len(sheet.waited)
        return Waiting(
            _("Qui n’a pas répondu"),
            ngettext("Une réponse manque.", "%(n)s réponses manquent.", count)
            % {"n": french.capital(french.in_words(count, feminine=True))},
            "#m-write",
            verb=_("Écrire"),
        )
    return None


def closing_sentence(sheet: NominationSheet) -> str:
    """What becomes of those who have not answered, and of the answers, when it is closed."""
    count = len(sheet.waited)
    if not count:
        return _("Chaque structure a répondu ; les réponses restent.")
    return ngettext(
        "Une structure n’a pas répondu : son lien ne s’ouvrira plus. Les réponses restent.",
        "%(n)s structures n’ont pas répondu : leurs liens ne s’ouvriront plus. Les réponses "
        "restent.",
        count,
    ) % {"n": french.capital(french.in_words(count, feminine=True))}


def shown_calls(access: Access, lines: Sequence[CallLine]) -> list[ShownCall]:
    """These structures of the campaign, each with what it has answered."""
    return [
        ShownCall(
            line=line,
            state=_state(line),
            note=_note(access, line),
            names=[_name(nominee) for nominee in line.nominees],
        )
        for line in lines
    ]


def _state(line: CallLine) -> str:
    call = line.call
    if call.accepted_on:
        return _("acceptée")
    if call.told_on:
        return _("à accepter")
    if line.is_closed:
        successor = call.seat.organisation.successor if call.seat.organisation else None
        return (
            _("%(name)s lui a succédé") % {"name": successor} if successor else _("plus attendue")
        )
    return _("attendue") if call.asked_on else _("à demander")


def _note(access: Access, line: CallLine) -> str:
    call = line.call
    if call.told_on:
        sentence = _("%(means)s, le %(day)s") % {
            "means": call.get_means_display(),
            "day": french.long_date(call.told_on),
        }
        if permissions.can_read_sources(access) and call.told_by:
            sentence = f"{sentence} {french.from_whom(call.told_by)}"
        return _("recueilli %(said)s") % {"said": sentence}
    if call.asked_on:
        return _("demandé le %(day)s") % {"day": french.long_date(call.asked_on)}
    return ""


def _name(nominee: Nominee) -> str:
    return f"{nominee}, {nominee.get_kind_display()}"


CALLS_SHOWN = 50
CONTACTS_SHOWN = 50
WAITED, TO_ACCEPT = "attendues", "a-accepter"


@dataclass(frozen=True, slots=True)
class CallChoice:
    """A part of the structures that one may ask for, and how many they are."""

    label: str
    count: int
    url: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class CallsPage:
    """The structures of one page, the parts offered, and the addresses of the other pages."""

    lines: Sequence[CallLine]
    choices: Sequence[CallChoice]
    page: Page[CallLine]
    before: str
    after: str


def calls_page(sheet: NominationSheet, parameters: QueryDict) -> CallsPage:
    """The page of structures that is asked for: all, those waited for, or those to accept."""
    parts = {
        "": (_("toutes"), list(sheet.lines)),
        WAITED: (_("attendues"), sheet.waited),
        TO_ACCEPT: (_("à accepter"), sheet.to_accept),
    }
    part = parameters.get("voir", "")
    part = part if part in parts else ""
    page = Paginator(parts[part][1], CALLS_SHOWN).get_page(parameters.get("page"))
    return CallsPage(
        lines=list(page),
        choices=[
            CallChoice(label, len(lines), _address(key), key == part)
            for key, (label, lines) in parts.items()
            if lines or key == part
        ]
        if len(sheet.lines) > CALLS_SHOWN
        else [],
        page=page,
        before=_address(part, page.previous_page_number()) if page.has_previous() else "",
        after=_address(part, page.next_page_number()) if page.has_next() else "",
    )


def _address(part: str, page: int = 1) -> str:
    values = {"voir": part, "page": page if page > 1 else ""}
    return "?" + urlencode({name: value for name, value in values.items() if value}) + "#m-calls"


def chosen_contacts(contacts: Sequence[CalledContact], sent: QueryDict) -> list[CalledContact]:
    """Those who are checked one by one, and the rest when it is checked together."""
    checked, takes_rest = set(sent.getlist("people")), "others" in sent
    return [
        one
        for rank, one in enumerate(contacts)
        if str(one.person.pk) in checked or (takes_rest and rank >= CONTACTS_SHOWN)
    ]


def listed_contacts(contacts: Sequence[CalledContact]) -> Sequence[CalledContact]:
    """Those who have a line on the page."""
    return contacts[:CONTACTS_SHOWN]


def unnamed_contacts(contacts: Sequence[CalledContact]) -> int:
    """How many people to whom one may write are not named on the page."""
    return sum(one.may_be_written for one in contacts[CONTACTS_SHOWN:])

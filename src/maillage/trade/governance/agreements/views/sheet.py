"""The sheet of an agreement: its text while it is written, then who has signed it."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.panels import panels
from maillage.core.sheet import Fact, Line, Readers, Sheet
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.pages.records import places_of
from maillage.foundation.cooperations.room_answers.asking import ask_rooms
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.agreements import freezing, queries, words
from maillage.trade.governance.agreements.choices import PartyRole
from maillage.trade.governance.agreements.file_words import different_words, files_words
from maillage.trade.governance.agreements.models import Agreement, AgreementText
from maillage.trade.governance.agreements.queries import AgreementSheet
from maillage.trade.governance.agreements.readable import readable_amendments, remarks_words
from maillage.trade.governance.agreements.rules import are_remarks_open
from maillage.trade.governance.agreements.usual import usual_words
from maillage.trade.governance.agreements.ways import Way
from maillage.trade.governance.joint_decisions.words.text_words import short_fingerprint

place_of = places_of(page_url, lazy("Conventions"), "agreements", "agreement")


@cooperation_page(can=permissions.can_open_agreements)
def agreement(request: CooperationRequest, agreement: int) -> HttpResponse:
    """The sheet of one agreement."""
    sheet = queries.agreement_sheet(request.access, get_agreement(request, agreement))
    one, may_keep = sheet.agreement, permissions.can_keep_agreements(request.access)
    own = spoken_for(request.access)
    able, unable = _shown(request, sheet.able, own), _shown(request, sheet.unable, own)
    context = {
        "details": sheet,
        "agreement": one,
        "sheet": _drawn(request, sheet),
        "steps": words.stage_steps(sheet),
        "is_frozen": one.frozen_on is not None,
        "able": able,
        "unable": unable,
        "signatories": _signatories(request, sheet),
        "files": files_words(sheet.signed) if request.access.is_in_team else "",
        "warnings": _warnings(request, sheet),
        "life": words.life_of(sheet),
        "required": words.required_words(sheet.ways),
        "usual": usual_words(one.kind) if may_keep and one.frozen_on is None else "",
        "said": remarks_words(request.access, one) or _amended_words(request, sheet),
        "others": [_other(request, each) for each in sheet.others],
        "versions": version_lines(
            request, one, [each for each in sheet.texts if each != sheet.text]
        ),
        "unsigning": [each for each in sheet.parties if each.role != PartyRole.SIGNATORY],
        "fingerprint": short_fingerprint(sheet.text.words_fingerprint) if sheet.text else "",
        "may_keep": may_keep,
        "version_title": words.version_title(one, sheet.text),
        "may_reopen": may_keep and not freezing.reopen_fault(one),
        "gesture": _gesture(request, sheet) if may_keep else _own_gesture(request, sheet, own),
        "audience": by_access(request, "#qui-voit"),
    }
    return render(request, "governance/agreement.html", context)


def _amended_words(request: CooperationRequest, sheet: AgreementSheet) -> str:
    """That the draft has amendments, or may have some; nothing without a text to amend.

    Nor for whom they are closed: none that one reads is not none.
    """
    if sheet.text is None or not permissions.can_open_amendments(request.access):
        return ""
    count = readable_amendments(request.access, sheet.agreement).count()
    if not count:
        return _("Aucune remarque.")
    words_of = ngettext("%(n)s amendement.", "%(n)s amendements.", count)
    return words_of % {"n": french.in_words(count).capitalize()}


def _shown(request: CooperationRequest, ways: Sequence[Way], own: frozenset[int]) -> Sequence[Way]:
    """Those of the ways that this reader may follow: who delays is for the team, and for itself."""
    if request.access.is_in_team:
        return ways
    return [one for one in ways if one.party.organisation_id in own]


def _signatories(request: CooperationRequest, sheet: AgreementSheet) -> list[str]:
    """All that the frozen text names, to whom is not shown who delays, until all have signed."""
    if request.access.is_in_team or len(sheet.signed) == len(sheet.ways):
        return []
    return [str(one.party.organisation) for one in sheet.ways]


def _warnings(request: CooperationRequest, sheet: AgreementSheet) -> list[str]:
    """What the team must know: a signature that came too early, a file that says other words."""
    if not request.access.is_in_team:
        return []
    lines = []
    for way in sheet.ways:
        name = way.party.organisation
        if way.early:
            reason = way.party.early_reason
            note = _(" Raison notée : %(why)s") % {"why": reason} if reason else ""
            lines.append(f"{name}. {way.early}{note}")
        if different := different_words(way):
            lines.append(different)
    return lines


def _gesture(request: CooperationRequest, sheet: AgreementSheet) -> Waiting | None:
    """The next gesture of whoever keeps it."""
    one = sheet.agreement
    if one.ended_on:
        return None
    if sheet.ends_soon and one.ends_on:
        return Waiting(
            _("Préparer ce qui suit"),
            _("Fin le %(day)s, et rien ne suit encore.") % {"day": french.long_date(one.ends_on)},
            page_url(request, "agreement_renew", one.pk),
            verb=_("Préparer la suivante"),
        )
    if one.frozen_on is None:
        return _draft_gesture(request, sheet)
    voters = [each for each in queries.councils_needed(sheet.parties) if not each.signed_on]
    if one.frozen_text and voters and not one.joint_decision_id:
        return Waiting(
            _("Faire voter ce texte"),
            _("Les conseils recevront ces mots, sans rien ressaisir."),
            page_url(request, "agreement_councils", one.pk),
            verb=_("Saisir les conseils"),
        )
    if not sheet.able:
        return None
    unsent = [str(each.party.organisation) for each in sheet.able if not each.party.asked_on]
    recalled = len(sheet.able) - len(unsent)
    reason = _("Envoyer le texte %(names)s.") % {
        "names": french.listed([french.to_body(one) for one in unsent])
    }
    if not unsent:
        reason = ngettext("Rappeler %(n)s signataire.", "Rappeler %(n)s signataires.", recalled) % {
            "n": french.in_words(recalled)
        }
    return Waiting(
        _("Faire signer ceux qui le peuvent"),
        reason,
        page_url(request, "agreement_ask", one.pk),
        verb=_("Envoyer") if unsent else _("Rappeler"),
    )


def _draft_gesture(request: CooperationRequest, sheet: AgreementSheet) -> Waiting:
    one = sheet.agreement
    if sheet.text is None:
        return Waiting(
            _("Écrire le texte"),
            _("Tapez-le, ou joignez le DOCX : ses articles sont lus."),
            page_url(request, "agreement_version_add", one.pk),
            verb=_("Écrire"),
        )
    if not sheet.ways:
        return Waiting(
            _("Dire qui signera"),
            freezing.freeze_fault(one),
            page_url(request, "agreement_parties_add", one.pk),
            verb=_("Ajouter"),
        )
    return _text_gesture(request, sheet)


def _text_gesture(request: CooperationRequest, sheet: AgreementSheet) -> Waiting:
    """What comes next for a text that has its parties: remarks, what is decided, the freezing."""
    one = sheet.agreement
    if sheet.to_settle:
        words_of = ngettext("%(n)s est à trancher.", "%(n)s sont à trancher.", sheet.to_settle)
        return Waiting(
            _("Trancher les amendements"),
            french.capital(words_of % {"n": french.in_words(sheet.to_settle)}),
            page_url(request, "amendments", one.pk),
            verb=_("Trancher"),
        )
    if sheet.to_enter:
        return Waiting(
            _("Écrire la version suivante"),
            freezing.freeze_fault(one),
            page_url(request, "amendments_consolidate", one.pk),
            verb=_("Consolider"),
        )
    if one.remarks_from is None:
        return opening_gesture(request, one.pk)
    if are_remarks_open(one, sheet.today):
        return Waiting(
            _("Lire les remarques"),
            words.until_words(one),
            page_url(request, "amendments", one.pk),
            verb=_("Lire"),
        )
    return Waiting(
        _("Figer le texte, quand il ne bouge plus"),
        _("Ensuite, chacun vote et signe les mêmes mots."),
        page_url(request, "agreement_freeze", one.pk),
        verb=_("Figer"),
    )


def opening_gesture(request: CooperationRequest, number: int) -> Waiting:
    """The gesture by which the parties read a draft for the first time."""
    return Waiting(
        _("Ouvrir les remarques"),
        _("Chaque structure lira le projet et dira quoi y changer."),
        page_url(request, "agreement_remarks_open", number),
        verb=_("Ouvrir les remarques"),
    )


def _own_gesture(
    request: CooperationRequest, sheet: AgreementSheet, own: frozenset[int]
) -> Waiting | None:
    """What a party is asked while remarks are open; nothing of who speaks for none."""
    one = sheet.agreement
    is_party = any(each.organisation_id in own for each in sheet.parties)
    may_remark = permissions.can_say_remarks(request.access) and are_remarks_open(one, sheet.today)
    if not (is_party and may_remark):
        return None
    return Waiting(
        _("Dire ce que vous changeriez"),
        words.until_words(one),
        page_url(request, "amendments", one.pk),
        verb=_("Lire et proposer"),
    )


def _drawn(request: CooperationRequest, sheet: AgreementSheet) -> Sheet:
    one = sheet.agreement
    return Sheet(
        title=one.title,
        sentence=words.sheet_sentence(sheet, of_all=request.access.is_in_team),
        place=place_of(request),
        facts=tuple(fact for fact in _facts(sheet) if fact.value),
        panels=tuple(ask_rooms(panels, request.access, "agreement", one.pk)),
        readers=tuple(_readers(sheet)),
    )


def _readers(sheet: AgreementSheet) -> list[Readers]:
    """Who reads what of it today: a draft is for the team until it is opened to remarks."""
    one = sheet.agreement
    team = Readers("users", _("L’équipe projet"), _("toutes les versions, qui tarde, pourquoi"))
    if one.frozen_on:
        return [Readers("eye", _("Tous les accès"), _("le texte figé, qui a signé")), team]
    if one.remarks_from is None or one.remarks_from > sheet.today:
        return [team]
    note = _("le projet ouvert aux remarques, et ce qu’ils en disent eux-mêmes")
    if one.remarks_are_open or not are_remarks_open(one, sheet.today):
        note = _("le projet, et les remarques de tous")
    return [Readers("eye", _("Les partenaires et les élus"), note), team]


def _facts(sheet: AgreementSheet) -> list[Fact]:
    one = sheet.agreement
    return [
        Fact(_("Modèle"), french.capital(words.avenant_words(one)), one.reference),
        Fact(_("Objet"), one.purpose),
        Fact(_("Tient la plume"), str(one.drafter or "")),
        Fact(_("Garde l’original"), str(one.keeper or "")),
        Fact(_("Dispositif"), str(one.scheme or "")),
        Fact(
            _("Figée sans tout trancher")
            if sheet.to_settle
            else _("Figée avant la fin des remarques"),
            one.unsettled_reason,
            on_paper=False,
        ),
    ]


def _other(request: CooperationRequest, one: Agreement) -> Line:
    return Line(
        one.title,
        french.capital(words.avenant_words(one)),
        page_url(request, "agreement", one.pk),
    )


def version_lines(
    request: CooperationRequest, one: Agreement, texts: Sequence[AgreementText]
) -> list[Line]:
    """The links to these versions: their words, and the amendments that were made to them."""
    url = page_url(request, "amendments", one.pk)
    return [
        Line(
            _("Version %(n)s du %(day)s")
            % {"n": each.number, "day": french.long_date(each.dated_on)},
            each.note,
            f"{url}?version={each.number}",
        )
        for each in texts
    ]


def get_agreement(request: CooperationRequest, number: int) -> Agreement:
    """The agreement of this number that the reader may open; else Http404."""
    return get_object_or_404(queries.agreement_in(request.access, number))

"""By link, without account: a party says what it would read, or gives back the signed text."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from typing import cast

from django import forms as plain
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.days import DayField
from maillage.core.links import address
from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means, Visibility
from maillage.foundation.cooperations.links.services import LinkDraft, make_answer_link
from maillage.foundation.cooperations.models import AnswerLink
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    closed_link_page,
    cooperation_page,
)
from maillage.foundation.cooperations.pages.edits import FormPage, closed_page
from maillage.foundation.cooperations.questions.answering import answering
from maillage.foundation.cooperations.questions.fields import SignedForm
from maillage.foundation.cooperations.questions.pages import (
    AnswerPage,
    RecipientForm,
    ask_page,
    take_answer,
)
from maillage.foundation.documents.documents.services import attach_by_link
from maillage.foundation.documents.files import store
from maillage.foundation.documents.files.downloads import download
from maillage.foundation.documents.files.rules import (
    DocumentRefusedError,
    extension_of,
    media_of,
)
from maillage.ground.directory.records.queries.recipients import addressed, who_answers_for
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.agreements.choices import (
    Reading,
    RemarkKind,
    SentBy,
    SignedBy,
    Starts,
)
from maillage.trade.governance.agreements.file_words import reading_words
from maillage.trade.governance.agreements.files import PARTS
from maillage.trade.governance.agreements.forms import not_to_come
from maillage.trade.governance.agreements.freezing import Seen, keep_reading, read_signed
from maillage.trade.governance.agreements.models import Agreement, AgreementParty, Article
from maillage.trade.governance.agreements.readable import opened_text
from maillage.trade.governance.agreements.remarks import AgreementRemark, ArticleAmendment
from maillage.trade.governance.agreements.rules import are_remarks_open, frozen_fault
from maillage.trade.governance.agreements.services import TOPIC, File, write
from maillage.trade.governance.agreements.views.gestures import get_party
from maillage.trade.governance.agreements.views.sheet import place_of
from maillage.trade.governance.amendments import services
from maillage.trade.governance.amendments.forms import LinkForm
from maillage.trade.governance.joint_decisions.words.text_words import short_fingerprint

REMARK, SIGNATURE = "agreement_remark", "agreement_signature"
DAYS = 60


def days_of(agreement: Agreement, purpose: str, today: date) -> int:
    """For how many days a link opens: until remarks close, or until the eve of its coming."""
    last = agreement.remarks_until
    if purpose == SIGNATURE:
        by_date = agreement.starts_rule == Starts.DATE and agreement.starts_on
        last = by_date - timedelta(days=1) if by_date else None
    return max((last - today).days, 1) if last and last >= today else DAYS


def party_of(link: AnswerLink) -> AgreementParty | None:
    """The party that the link is about, in its cooperation."""
    rows = AgreementParty.objects.filter(pk=link.target, agreement__cooperation=link.cooperation_id)
    return rows.select_related(
        "organisation",
        "agreement__cooperation__workspace",
        "agreement__frozen_file",
        "agreement__frozen_text",
    ).first()


def sheet_of(link: AnswerLink) -> str:
    """The address of the agreement of which the party is asked."""
    party = party_of(link)
    if party is None:
        return ""
    return address("governance:agreement", link.cooperation.slug, party.agreement_id)


def make_link(
    *, author: User, party: AgreementParty, purpose: str, recipient: str, email: str
) -> AnswerLink:
    """A link by which the party alone answers: to the draft, or with its signature."""
    agreement = party.agreement
    about = (
        _("Votre avis sur « %(title)s »")
        if purpose == REMARK
        else _("Votre signature de « %(title)s »")
    )
    with write(author, agreement.cooperation):
        if purpose == SIGNATURE and party.asked_on is None:
            claim_version(party, party.version)
            party.asked_on, party.asked_by = timezone.localdate(), SentBy.LINK
            party.save()
        return make_answer_link(
            author=author,
            cooperation=agreement.cooperation,
            draft=LinkDraft(
                purpose=purpose,
                target=party.pk,
                recipient=recipient,
                email=email,
                about=about % {"title": french.inner_quotes(agreement.title)},
                days=days_of(agreement, purpose, timezone.localdate()),
            ),
        )


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_remark_ask(request: CooperationRequest, agreement_party: int) -> HttpResponse:
    """The form that asks a party, by link, what it would change in the draft."""
    party = get_party(request, agreement_party)
    back = page_url(request, "agreement", party.agreement_id)
    if not are_remarks_open(party.agreement, timezone.localdate()):
        return closed_page(request, _("Ouvrez d’abord les remarques."), back)
    return _ask(
        request,
        party,
        REMARK,
        _("Demander son avis par lien"),
        _("Par ce lien, sans compte, on lit le projet par articles, et l’on écrit ses remarques."),
    )


@cooperation_page(can=permissions.can_keep_agreements)
def agreement_signature_ask(request: CooperationRequest, agreement_party: int) -> HttpResponse:
    """The form that asks a party, by link, to sign the frozen text and give it back."""
    party = get_party(request, agreement_party)
    back = page_url(request, "agreement", party.agreement_id)
    if party.agreement.frozen_file is None or party.is_signed or party.refused_on:
        return closed_page(request, _("Rien n’est à faire signer à cette structure."), back)
    return _ask(
        request,
        party,
        SIGNATURE,
        _("Demander sa signature par lien"),
        _("Par ce lien, sans compte, on prend le texte figé et l’on dépose le fichier signé."),
    )


def _ask(
    request: CooperationRequest, party: AgreementParty, purpose: str, title: str, words: str
) -> HttpResponse:
    contact = who_answers_for(party.agreement.cooperation_id, party.organisation_id)
    form = RecipientForm(request.POST or None, initial=addressed(contact, party.organisation))
    page = FormPage(title, place_of(request, party.agreement), words)
    make = partial(make_link, author=request.user, party=party, purpose=purpose)
    return ask_page(request, form, page, make)


@answer_page(REMARK, find=party_of)
def answer_remarks(request: AnswerRequest, party: AgreementParty) -> HttpResponseBase:
    """The draft by articles, and what the party would change in each."""
    link = request.link
    if not are_remarks_open(party.agreement, timezone.localdate()):
        return closed_link_page(request, link)
    texts = list(party.agreement.texts.all())
    text = opened_text(party.agreement, texts) if texts else None
    articles = list(text.articles.select_related("text")) if text else []
    form = LinkForm(
        request.POST or None,
        articles=articles,
        recipient=link.recipient,
        structure=party.organisation,
    )
    shown = {"party": party, "text": text}
    page = AnswerPage("governance/answer_agreement", form, shown, answered=form.answered)
    return take_answer(request, page, lambda: _keep_remarks(link, party, form, articles))


def _keep_remarks(
    link: AnswerLink, party: AgreementParty, form: LinkForm, articles: Sequence[Article]
) -> None:
    """What the party wrote, as remarks and amendments; the link closes."""
    by = str(form.cleaned_data["said_by"])
    source = {"means": Means.LINK, "told_by": by, "told_on": timezone.localdate()}
    agreement, organisation = party.agreement, party.organisation
    with answering(link, by, TOPIC) as via:
        for article, words, wording in form.written():
            if wording:
                amendment = ArticleAmendment(
                    agreement=agreement,
                    text=article.text,
                    article=article,
                    organisation=organisation,
                    wording=wording,
                    reason=words,
                    **source,
                )
                services.propose(access=None, amendment=amendment, via=via)
            else:
                remark = AgreementRemark(
                    agreement=agreement,
                    organisation=organisation,
                    article_key=article.key,
                    words=words,
                    **source,
                )
                services.add_remark(access=None, remark=remark, via=via)
        if form.cleaned_data["nothing"]:
            remark = AgreementRemark(
                agreement=agreement, organisation=organisation, kind=RemarkKind.NOTHING, **source
            )
            services.add_remark(access=None, remark=remark, via=via)


class LinkSignatureForm(SignedForm):
    """By link: the signed file, its day, and who signed."""

    signed_on = DayField(label=lazy("Signé le"))
    signed_by = plain.CharField(label=lazy("Qui a signé, en quelle qualité"), max_length=160)
    file = plain.FileField(
        label=lazy("Le PDF signé"),
        required=False,
        allow_empty_file=True,
        help_text=lazy("Maillage vérifie qu’il contient le texte figé. Il peut venir plus tard."),
    )

    def __init__(self, data: QueryDict | None, files: object, *, party: AgreementParty) -> None:
        super().__init__(data, files)  # type: ignore[arg-type]  # a MultiValueDict
        self.party, self.seen = party, Seen(Reading.NONE)

    def clean_signed_on(self) -> object:
        """The day of the signature: not to come, and not before the text was frozen."""
        on = not_to_come(self.cleaned_data["signed_on"])
        if why := frozen_fault(self.party.agreement, on):
            raise plain.ValidationError(why)
        return on

    def clean_file(self) -> object:
        """The file, as the gate of the documents takes it; never a text still to print."""
        file = self.cleaned_data["file"] or None
        if file is not None and extension_of(file.name or "") in PARTS:
            raise plain.ValidationError(_("Le texte signé se rend en PDF : enregistrez-le ainsi."))
        try:
            if file is not None:
                media_of(file.name or "", file)
        except DocumentRefusedError as error:
            raise plain.ValidationError(str(error)) from error
        return file

    def clean(self) -> dict[str, object]:
        """The signature; a file of other words is sent only by who says so."""
        cleaned = super().clean() or {}
        file = cleaned.get("file")
        if not file:
            return cleaned
        self.seen = read_signed(self.party.agreement, cast("File", file))
        if self.seen.reading == Reading.DIFFERENT and not self.data.get("anyway"):
            self.fields["anyway"] = plain.BooleanField(label=_("Envoyer ce fichier quand même"))
            why = _(
                "Ce fichier n’est pas le texte à signer. %(where)s Joignez le bon fichier ; ou "
                "joignez celui-ci de nouveau et cochez pour l’envoyer quand même : il ne comptera "
                "pas comme signature."
            )
            self.add_error("file", why % {"where": self.seen.note})
        return cleaned


@answer_page(SIGNATURE, find=party_of)
def answer_signature(request: AnswerRequest, party: AgreementParty) -> HttpResponseBase:
    """The frozen text to take, and the signed file to give back."""
    link = request.link
    if party.agreement.frozen_file is None:
        return closed_link_page(request, link)
    if request.method == "GET" and "texte" in request.GET:
        frozen = party.agreement.frozen_file
        return download(store.path_of(frozen.stored), frozen.name, frozen.media)
    text = party.agreement.frozen_text
    form = LinkSignatureForm(request.POST or None, request.FILES or None, party=party)
    page = AnswerPage(
        "governance/answer_agreement_signature",
        form,
        {
            "party": party,
            "fingerprint": short_fingerprint(text.words_fingerprint) if text else "",
            "reading": SimpleLazyObject(lambda: reading_words(party)),
        },
    )
    return take_answer(request, page, lambda: _keep_signature(link, party, form))


def _keep_signature(link: AnswerLink, party: AgreementParty, form: LinkSignatureForm) -> None:
    """The signature of the party, its file read beside the frozen one; the link closes."""
    values, file = form.cleaned_data, form.cleaned_data["file"]
    with answering(link, str(values["said_by"]), TOPIC) as via:
        claim_version(party, party.version)
        party.signed_on, party.signatory = values["signed_on"], values["signed_by"]
        party.means = SignedBy.ELECTRONIC
        if file is not None:
            keep_reading(party, form.seen)
            party.attachment = attach_by_link(
                link=link,
                file=file,
                visibility=Visibility.TEAM,
                kind="agreement",
                number=party.agreement_id,
                via=via,
            )
        party.save()

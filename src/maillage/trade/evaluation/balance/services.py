"""What is drawn is written; the page of a structure is sent, read again, opened to the members."""

from collections.abc import Collection

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.versions import RivalAnswerError, claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.links.services import LinkDraft, make_answer_link
from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.answering import answering
from maillage.foundation.documents.documents.services import attach
from maillage.foundation.journal import services as journal
from maillage.ground.directory.models import Organisation
from maillage.trade.evaluation.balance.models import BalanceReading, Benefit
from maillage.trade.evaluation.balance.readings import Period

TOPIC = "balance"
PURPOSE = "balance_reading"


def save_benefit(
    *, access: Access, benefit: Benefit, read: int | None, file: UploadedFile[bytes] | None
) -> Benefit:
    """The benefit, with its document when there is a new one.

    Raises StaleVersionError when version `read` is not the last, DocumentRefusedError, keeping
    nothing, when the document is refused.
    """
    with journal.write_by(access, TOPIC):
        if read is not None:
            claim_version(benefit, read)
        else:
            benefit.cooperation, benefit.author = access.cooperation, access.user
        if file is not None:
            benefit.attachment = attach(
                access=access,
                file=file,
                visibility=Visibility.OFFICERS,
                kind="organisation",
                number=benefit.organisation_id,
            )
        benefit.save()
    return benefit


def remove_benefit(*, access: Access, benefit: Benefit) -> None:
    """Removes a benefit that was noted by mistake."""
    with journal.write_by(access, TOPIC):
        benefit.delete()


def send_page(
    *,
    author: User,
    cooperation: Cooperation,
    organisation: Organisation,
    period: Period,
    recipient: str,
    email: str,
) -> AnswerLink:
    """The link by which a structure reads its page alone, which is sent from today."""
    with journal.write_in(author, cooperation, TOPIC):
        page = page_of(cooperation, organisation, period)
        page.sent_on = page.sent_on or timezone.localdate()
        page.save()
        return make_answer_link(
            author=author,
            cooperation=cooperation,
            draft=LinkDraft(
                purpose=PURPOSE,
                target=page.pk,
                recipient=recipient,
                email=email,
                about=_("Ce que %(name)s donne et reçoit")
                % {"name": french.with_article(str(organisation))},
            ),
        )


def page_of(cooperation: Cooperation, organisation: Organisation, period: Period) -> BalanceReading:
    """The page of a structure for a period, made when there is none; inside a write."""
    page, _made = BalanceReading.objects.get_or_create(
        cooperation=cooperation,
        organisation=organisation,
        from_year=period.first,
        to_year=period.last,
    )
    return page


def answer_by_link(
    *,
    link: AnswerLink,
    page: BalanceReading,
    read: int,
    words: str,
    by: str,
    is_contested: bool,
    agreed: Collection[int],
) -> None:
    """What the structure says of its page, and the benefits that it confirms.

    Raises LinkClosedError when another answer came first, RivalAnswerError when what was said of
    the page has changed since version `read`; nothing is kept then.
    """
    with answering(link, by, TOPIC):
        page.refresh_from_db()
        if page.version != read:
            raise RivalAnswerError(page)
        claim_version(page, read)
        _note_words(page, words, by, is_contested=is_contested)
        rows = Benefit.objects.filter(
            cooperation=page.cooperation_id,
            organisation=page.organisation_id,
            pk__in=agreed,
            attested_on__isnull=True,
        )
        for one in rows:
            one.attested_on, one.attested_by = timezone.localdate(), by
            one.save()


def note_words(
    *,
    access: Access,
    page: BalanceReading,
    read: int,
    words: str,
    by: str,
    is_contested: bool = False,
) -> BalanceReading:
    """What a structure says of its page, as an officer gathered it."""
    with journal.write_by(access, TOPIC):
        claim_version(page, read)
        _note_words(page, words, by, is_contested=is_contested)
    return page


def answer_page(*, access: Access, page: BalanceReading, read: int, answer: str) -> BalanceReading:
    """The page with what one answers to its structure, from today."""
    with journal.write_by(access, TOPIC):
        claim_version(page, read)
        page.answer, page.answered_on = answer, timezone.localdate()
        page.save()
    return page


def publish(*, access: Access, pages: Collection[BalanceReading]) -> int:
    """How many pages are opened to the members from today; each of them was read before."""
    today = timezone.localdate()
    with journal.write_by(access, TOPIC):
        for page in pages:
            page.shared_on = today
            page.save()
    return len(pages)


def _note_words(page: BalanceReading, words: str, by: str, *, is_contested: bool) -> None:
    """What the structure says of its page: an answer to other words is none to these.

    A page that is open to the members closes while what is contested is not answered.
    """
    if words != page.words or is_contested > page.is_contested:
        page.answer, page.answered_on = "", None
    page.words, page.said_by, page.read_on = words, by, timezone.localdate()
    page.is_contested = is_contested
    if is_contested and page.answered_on is None:
        page.shared_on = None
    page.save()

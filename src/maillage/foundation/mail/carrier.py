"""How does a letter cross to the mail server, and what did the server say?"""

import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.mime.base import MIMEBase
from email.utils import parseaddr
from enum import Enum, auto
from smtplib import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPDataError,
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)
from socket import gaierror

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address
from django.utils.translation import gettext as _

from maillage.foundation.mail.models import Enclosure, Letter

NO_SUCH_ADDRESS = {550, 551, 553}
POLICY = "5.7."
DONE = 250
REFUSALS = (SMTPSenderRefused, SMTPRecipientsRefused, SMTPDataError, ValueError)
ANSWER_KEPT = 200
LINE = 76
LINE_END = re.compile(rb"\r?\n")


class Outcome(Enum):
    """What became of a letter at this try."""

    TAKEN = auto()
    NOT_TAKEN = auto()
    NO_SUCH_ADDRESS = auto()
    UNREACHABLE = auto()
    UNKNOWN = auto()


@dataclass(frozen=True)
class Crossing:
    """The outcome of one try, and a French sentence with the server's answer."""

    outcome: Outcome
    reply: str


def is_set() -> bool:
    """Whether the installation has mail."""
    return settings.EMAIL_BACKEND != "django.core.mail.backends.dummy.EmailBackend"


def message_of(letter: Letter) -> EmailMessage:
    """The letter as it leaves: one recipient, one Message-ID whatever the number of tries.

    With an address to stop, the reader's mail program offers a button (RFC 8058).
    """
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    headers = {
        "Message-ID": f"<lettre-{letter.pk}.{letter.mark}@{domain}>",
        "Auto-Submitted": "auto-generated",
    }
    if letter.stop_url:
        headers["List-Unsubscribe"] = f"<{letter.stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMessage(letter.subject, letter.text, None, [letter.to], headers=headers)
    for enclosure in letter.enclosures.order_by("pk"):
        message.attach(_part_of(enclosure))
    return message


def _part_of(enclosure: Enclosure) -> MIMEBase:
    """The file as a part of the message; a calendar says its method there too (RFC 6047)."""
    media, *parameters = enclosure.media.split(";")
    main, _slash, kind = media.partition("/")
    part = MIMEBase(main, kind)
    for parameter in parameters:
        name, _equals, value = parameter.strip().partition("=")
        part.set_param(name, value)
    part["Content-Transfer-Encoding"] = "base64"
    part["Content-Disposition"] = "attachment"
    part.set_param("filename", enclosure.name, header="Content-Disposition")
    content = enclosure.content
    lines = (content[start : start + LINE] for start in range(0, len(content), LINE))
    part.set_payload("\n".join(lines))
    return part


class Carrier:
    """A line to the mail server, opened at the first letter, and again once it was cut."""

    def __init__(self) -> None:
        self.line: BaseEmailBackend | None = None

    def carry(self, letter: Letter, handing: Callable[[], bool]) -> Crossing:
        """Take the letter across; `handing` is asked at the last moment when nothing has left.

        When it answers no, or fails, nothing leaves.
        """
        has_begun = False

        def begin() -> bool:
            nonlocal has_begun
            has_begun = handing()
            return has_begun

        try:
            return self._cross(letter, begin)
        except (SMTPException, OSError, ValueError) as error:
            if not isinstance(error, REFUSALS) or not self._starts_again():
                self.close()
            return Crossing(outcome_of(error, has_begun=has_begun), in_words(error))

    def close(self) -> None:
        """Hang up."""
        line, self.line = self.line, None
        if line is not None:
            line.close()

    def _starts_again(self) -> bool:
        """Whether the line serves the next letter, once the server has let go of a refused one."""
        smtp = self.line.connection if isinstance(self.line, EmailBackend) else None
        try:
            return smtp is not None and smtp.rset()[0] == DONE
        except (SMTPException, OSError):
            return False

    def _cross(self, letter: Letter, begin: Callable[[], bool]) -> Crossing:
        message = message_of(letter)
        if self.line is None:
            self.line = get_connection()
            self.line.open()
        if isinstance(self.line, EmailBackend):
            return _dictate(self.line, message, begin)
        if not begin():
            return Crossing(Outcome.NOT_TAKEN, "")
        self.line.send_messages([message])
        return Crossing(Outcome.TAKEN, _("La lettre est remise."))


def _dictate(line: EmailBackend, message: EmailMessage, begin: Callable[[], bool]) -> Crossing:
    """The dialogue of RFC 5321, step by step: the letter itself leaves after `begin`, not before.

    Whatever is refused or cut before that is known not to have left.
    """
    smtp = line.connection
    if smtp is None:
        raise SMTPServerDisconnected("")
    sender = sanitize_address(message.from_email, "utf-8")
    recipient = sanitize_address(message.to[0], "utf-8")
    content = LINE_END.sub(b"\r\n", message.message().as_bytes())
    smtp.ehlo_or_helo_if_needed()
    code, answer = smtp.mail(sender)
    if code >= 300:
        raise SMTPSenderRefused(code, answer, sender)
    code, answer = smtp.rcpt(recipient)
    if code >= 300:
        raise SMTPRecipientsRefused({recipient: (code, answer)})
    if not begin():
        smtp.rset()
        return Crossing(Outcome.NOT_TAKEN, "")
    code, answer = smtp.data(content)
    if code >= 300:
        raise SMTPDataError(code, answer)
    return Crossing(Outcome.TAKEN, _with_answer(_("Le serveur a pris la lettre."), code, answer))


def outcome_of(error: Exception, *, has_begun: bool) -> Outcome:
    """What this error says of the letter; `has_begun` when its content may have left."""
    if isinstance(error, SMTPRecipientsRefused):
        (code, answer), *_rest = error.recipients.values()
        is_policy = POLICY in _text(answer)
        is_final = code in NO_SUCH_ADDRESS and not is_policy
        return Outcome.NO_SUCH_ADDRESS if is_final else Outcome.NOT_TAKEN
    if isinstance(error, REFUSALS):
        return Outcome.NOT_TAKEN
    return Outcome.UNKNOWN if has_begun else Outcome.UNREACHABLE


def in_words(error: Exception) -> str:
    """A French sentence for whoever runs the mail, then the server's own answer if it gave one.

    The most precise class of error comes first: Python's inherit each other.
    """
    sentences: tuple[tuple[type[Exception], str], ...] = (
        (SMTPAuthenticationError, _("Le serveur de courriel refuse le compte ou le mot de passe.")),
        (SMTPNotSupportedError, _("Le serveur de courriel n’offre pas ce chiffrement.")),
        (SMTPRecipientsRefused, _("Le serveur de courriel refuse l’adresse du destinataire.")),
        (SMTPSenderRefused, _("Le serveur refuse l’adresse d’expédition : voyez MAILLAGE_FROM.")),
        (SMTPDataError, _("Le serveur de courriel refuse la lettre.")),
        (SMTPConnectError, _("Le serveur de courriel n’accueille personne pour l’instant.")),
        (SMTPServerDisconnected, _("Le serveur de courriel a coupé la ligne.")),
        (ssl.SSLError, _("Le chiffrement échoue : port, chiffrement ou certificat à vérifier.")),
        (gaierror, _("Le nom du serveur de courriel est introuvable.")),
        (ConnectionRefusedError, _("Le serveur de courriel refuse la connexion.")),
        (TimeoutError, _("Le serveur de courriel ne répond pas.")),
        (ValueError, _("Cette lettre ne s’écrit pas comme un courriel.")),
        (OSError, _("Le serveur de courriel ne se laisse pas joindre.")),
    )
    is_late = isinstance(error.__context__, TimeoutError)  # smtplib calls it a cut line
    cause = error.__context__ if is_late else error
    sentence = next(words for kind, words in sentences if isinstance(cause, kind))
    if isinstance(error, SMTPRecipientsRefused):
        (code, answer), *_rest = error.recipients.values()
        return _with_answer(sentence, code, answer)
    if isinstance(error, SMTPResponseException):
        return _with_answer(sentence, error.smtp_code, error.smtp_error)
    return sentence


def _with_answer(sentence: str, code: int, answer: bytes | str) -> str:
    text = " ".join(_text(answer).split())[:ANSWER_KEPT]
    return _("%(sentence)s Il répond : %(code)s %(text)s") % {
        "sentence": sentence,
        "code": code,
        "text": text,
    }


def _text(answer: bytes | str) -> str:
    return answer.decode(errors="replace") if isinstance(answer, bytes) else answer

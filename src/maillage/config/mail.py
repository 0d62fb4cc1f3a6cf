"""Which server takes our letters, from which address, and at which address do they send back?"""

from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from maillage.config.environment import Environment

NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
PORTS = {"smtp": 587, "smtps": 465, "smtp-clair": 25}
LOCAL = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True)
class MailServer:
    """An SMTP server; `scheme` says how the line is ciphered: smtp is STARTTLS, smtps is TLS."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""


def mail_server(env: Environment) -> MailServer | None:
    """The server of MAILLAGE_SMTP_URL, or None when no mail is set."""
    text = env.text("MAILLAGE_SMTP_URL")
    if not text:
        return None
    server = _read(text)
    if server is None:
        env.faults.append(
            "MAILLAGE_SMTP_URL ne se lit pas : écrivez smtp://compte:secret@machine:587 "
            "(STARTTLS), smtps://compte:secret@machine:465 (TLS) ou smtp-clair://machine:25 "
            "(sans chiffrement)."
        )
        return None
    if server.scheme == "smtp-clair" and server.password and server.host not in LOCAL:
        env.faults.append(
            "MAILLAGE_SMTP_URL enverrait un mot de passe en clair : écrivez smtp:// ou smtps://."
        )
    return server


def _read(words: str) -> MailServer | None:
    try:
        parts = urlsplit(words)
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError:
        return None
    is_bare = parts.path in {"", "/"} and not parts.query and not parts.fragment
    if parts.scheme not in PORTS or not parts.hostname or not is_bare:
        return None
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) != bool(password):
        return None
    return MailServer(parts.scheme, parts.hostname, port, user, password)


def sender(env: Environment, in_development: str) -> str:
    """The address from which letters leave; with a mail server, it must be given."""
    text = env.text("MAILLAGE_FROM")
    if not text and not env.text("MAILLAGE_SMTP_URL"):
        return in_development
    try:
        validate_email(parseaddr(text)[1] if text.isprintable() else "")
    except ValidationError:
        env.faults.append(
            "MAILLAGE_FROM manque ou n’est pas une adresse : donnez celle d’où partent les "
            "courriels, par exemple maillage@exemple.fr."
        )
    return text


def addresses(env: Environment, name: str) -> list[str]:
    """The e-mail addresses of this variable, separated by commas."""
    names = env.names(name)
    try:
        for one in names:
            validate_email(one)
    except ValidationError:
        env.faults.append(
            f"{name} donne des adresses de courriel, séparées par des virgules, par exemple "
            "informatique@exemple.fr."
        )
    return names


def public_address(origins: list[str], hosts: list[str], *, in_development: str) -> str:
    """Where the links of a letter lead: the first full address, or else the first name served."""
    if origins:
        return origins[0].rstrip("/")
    return f"https://{hosts[0].lstrip('.')}" if hosts else in_development

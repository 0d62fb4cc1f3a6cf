"""What does the environment say, and what is wrong in it? Every fault is told at once."""

import shlex
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

YES, NO = {"1", "true", "yes", "on", "oui"}, {"", "0", "false", "no", "off", "non"}
ENGINES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
KEY_LENGTH = 50
LOCAL = {"", "localhost", "127.0.0.1", "::1"}
VERIFIED = "verify-full"
CONTACTS = {"mailto", "https", "tel"}
OPENID = {
    "MAILLAGE_OIDC_NAME": "le nom montré sur la page de connexion",
    "MAILLAGE_OIDC_SERVER": "l’adresse du fournisseur, par exemple https://identite.exemple.fr",
    "MAILLAGE_OIDC_CLIENT": "l’identifiant que le fournisseur vous a donné",
    "MAILLAGE_OIDC_SECRET": "le secret que le fournisseur vous a donné",
}


class Environment:
    """The variables of the installation; what cannot be read is kept in `faults`."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self.variables = variables
        self.faults: list[str] = []
        mode = self.text("MAILLAGE_MODE", "development")
        self.is_production = mode == "production"
        if mode not in {"development", "production"}:
            self.faults.append("MAILLAGE_MODE vaut « development » ou « production ».")

    def text(self, name: str, default: str = "") -> str:
        """The variable's value, without the blanks around it."""
        return self.variables.get(name, default).strip()

    def names(self, name: str) -> list[str]:
        """The values separated by commas."""
        return [one.strip() for one in self.text(name).split(",") if one.strip()]

    def is_on(self, name: str) -> bool:
        """Whether the variable says yes; it says no when it is absent."""
        text = self.text(name).lower()
        if text not in YES | NO:
            self.faults.append(f"{name} vaut 1 ou 0.")
        return text in YES

    def number(self, name: str, default: int) -> int:
        """The whole number that the variable gives."""
        text = self.text(name, str(default))
        if not (text.isascii() and text.isdigit()):
            self.faults.append(f"{name} est un nombre entier, par exemple 1.")
            return default
        return int(text)

    def command(self, name: str) -> str:
        """The command line that the variable gives."""
        text = self.text(name)
        try:
            shlex.split(text)
        except ValueError:
            self.faults.append(f"{name} ne se lit pas : un guillemet n’est pas fermé.")
        return text

    def hour(self, name: str, default: int) -> int:
        """The hour of the day that the variable gives, from 0 to 23."""
        number = self.number(name, default)
        if number > 23:
            self.faults.append(f"{name} est une heure, de 0 à 23.")
            return default
        return number

    def secret_key(self, in_development: str) -> str:
        """The key that signs sessions and links: long, and not the one of development."""
        text = self.text("MAILLAGE_SECRET_KEY")
        if not self.is_production:
            return text or in_development
        if len(text) < KEY_LENGTH or len(set(text)) < 5 or text == in_development:
            self.faults.append(
                f"MAILLAGE_SECRET_KEY manque ou est trop courte : {KEY_LENGTH} caractères au "
                "hasard, que vous gardez secrets."
            )
        return text

    def former_keys(self) -> list[str]:
        """The keys that this one replaces: what they signed or hid is still read."""
        names = self.names("MAILLAGE_FORMER_KEYS")
        if any(len(key) < KEY_LENGTH for key in names):
            self.faults.append(
                "MAILLAGE_FORMER_KEYS donne vos clés d’avant, entières, séparées par des virgules."
            )
        return names

    def hosts(self, in_development: list[str]) -> list[str]:
        """The names under which the application answers; never all names."""
        names = self.names("MAILLAGE_HOSTS")
        if not self.is_production:
            return names or in_development
        if not names or any("*" in host or "/" in host for host in names):
            self.faults.append(
                "MAILLAGE_HOSTS manque ou est trop large : donnez les noms servis, sans « * » "
                "ni « https:// », par exemple maillage.exemple.fr."
            )
        return names

    def contact(self, name: str) -> str:
        """The address, written whole, at which somebody may write or call."""
        text = self.text(name)
        parts = urlsplit(text)
        if text and (parts.scheme not in CONTACTS or not text.isprintable() or " " in text):
            self.faults.append(
                f"{name} est une adresse complète, par exemple mailto:securite@exemple.fr."
            )
        return text

    def origins(self, name: str) -> list[str]:
        """The full addresses from which forms come."""
        names = self.names(name)
        wrong = [one for one in names if not _is_origin(one)]
        if wrong:
            self.faults.append(
                f"{name} donne des adresses complètes, par exemple https://maillage.exemple.fr."
            )
        return names

    def database(self, file: Path) -> dict[str, object]:
        """The database of DATABASE_URL, or this SQLite file.

        Several PostgreSQL machines may be given, separated by commas: the one that takes writes
        is the one that serves, which is how a replica takes over.
        """
        text = self.text("DATABASE_URL")
        if not text:
            return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file)}
        try:
            read = _database(text)
        except (ValueError, KeyError, ImproperlyConfigured):
            read = {}
        engine = str(read.get("ENGINE"))
        if engine not in ENGINES:
            self.faults.append(
                "DATABASE_URL ne se lit pas : écrivez postgresql://compte:secret@machine/base."
            )
        elif engine.endswith("postgresql") and self.is_production:
            self._cipher(read)
        return read

    def _cipher(self, read: dict[str, object]) -> None:
        """Ciphers the line to another machine and checks whose it is, unless told not to."""
        hosts = str(read.get("HOST") or "").lower().split(",")
        is_local = all(host in LOCAL or host.startswith(("/", "%2f")) for host in hosts)
        if is_local or self.is_on("MAILLAGE_DATABASE_UNCIPHERED"):
            return
        given = read.get("OPTIONS")
        options = {"sslmode": VERIFIED, "sslrootcert": "system"}
        options |= given if isinstance(given, dict) else {}
        read["OPTIONS"] = options
        if options["sslmode"] != VERIFIED:
            self.faults.append(
                "DATABASE_URL joint une autre machine sans vérifier son certificat : écrivez "
                "sslmode=verify-full, ou MAILLAGE_DATABASE_UNCIPHERED=1 sur un réseau fermé."
            )

    def openid(self) -> dict[str, str]:
        """The identity provider: all of its settings, or none at all."""
        words_by_name = {name: self.text(name) for name in OPENID}
        if not any(words_by_name.values()):
            return {}
        self.faults += [
            f"{name} manque : {OPENID[name]}." for name in OPENID if not words_by_name[name]
        ]
        server = words_by_name["MAILLAGE_OIDC_SERVER"]
        if server and not self._is_server(server):
            self.faults.append(
                "MAILLAGE_OIDC_SERVER ne se lit pas : donnez une adresse complète, en https, par "
                "exemple https://identite.exemple.fr."
            )
        return words_by_name

    def _is_server(self, address: str) -> bool:
        parts = urlsplit(address)
        schemes = {"https"} if self.is_production else {"https", "http"}
        return parts.scheme in schemes and bool(parts.hostname) and not parts.query

    def stop_if_wrong(self) -> None:
        """Raises ImproperlyConfigured with every fault, one a line."""
        if self.faults:
            raise ImproperlyConfigured("\n".join(["Réglages à corriger :", *self.faults]))


def _is_origin(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and parts.path in {"", "/"}


def _database(address: str) -> dict[str, object]:
    """What Django wants to know of a database; the machines of a list are tried in turn."""
    parts = urlsplit(address)
    account, at, machines = parts.netloc.rpartition("@")
    if "," not in machines:
        return dict(environ.Env.db_url_config(address))
    hosts = [machine.partition(":")[::2] for machine in machines.split(",")]
    one = parts._replace(netloc=f"{account}{at}{hosts[0][0]}").geturl()
    read: dict[str, object] = environ.Env.db_url_config(one)
    read["HOST"] = ",".join(host for host, _port in hosts)
    read["PORT"] = ",".join(port or "5432" for _host, port in hosts)
    options = dict(parse_qsl(parts.query))
    read["OPTIONS"] = {"target_session_attrs": "read-write", "connect_timeout": "5", **options}
    return read

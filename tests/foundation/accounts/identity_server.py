"""An OpenID provider on this machine: real requests, real signatures, and lies on demand."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

WORDS = {"HS256": "une clé que tout le monde peut lire", "none": ""}
CLIENT, SECRET = "maillage", "un secret partagé"
Words = dict[str, object]
NADIA: Words = {
    "email": "nadia@retz.example.org",
    "email_verified": True,
    "name": "Nadia Guérineau",
}


def new_key() -> rsa.RSAPrivateKey:
    """A key that signs identities."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def in_base64(number: int) -> str:
    """A whole number as keys are published."""
    octets = number.to_bytes((number.bit_length() + 7) // 8, "big")
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")


KEY, FOREIGN_KEY = new_key(), new_key()


@dataclass
class Provider:
    """What the provider says of the person who signs in, and what it lies about."""

    address: str = ""
    person: Words = field(default_factory=dict)
    lies: Words = field(default_factory=dict)
    userinfo: Words = field(default_factory=dict)
    signs_apart: str = ""
    moved: str = ""
    published: Words = field(default_factory=dict)
    signing_key: rsa.RSAPrivateKey = KEY
    is_broken: bool = False
    queries: dict[str, dict[str, str]] = field(default_factory=dict)

    def configuration(self) -> Words:
        """What any client reads first."""
        names = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        ends = {f"{name}_endpoint": f"{self.address}/{path}" for name, path in names.items()}
        return {"issuer": self.address, "jwks_uri": f"{self.address}/jwks"} | ends | self.published

    def code_for(self, query: dict[str, str]) -> str:
        """The address that the person's browser is sent back to."""
        code = f"code-{len(self.queries)}"
        self.queries[code] = query
        return f"{query['redirect_uri']}?{urlencode({'code': code, 'state': query['state']})}"

    def tokens(self, form: dict[str, str]) -> Words:
        """The signed identity, for the client that asked for it and holds the secret."""
        parameters = self.queries.pop(form["code"])
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == parameters["code_challenge"]
        assert (form["client_id"], form["client_secret"]) == (CLIENT, SECRET)
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "sub": "4217",
            "iat": now,
            "exp": now + 300,
            "nonce": parameters["nonce"],
        }
        claims |= self.person | self.lies
        values = {name: value for name, value in claims.items() if value is not None}
        signed = jwt.encode(values, self.signing_key, algorithm="RS256", headers={"kid": "one"})
        return {"access_token": "one", "token_type": "Bearer", "id_token": signed}

    def signed_apart(self) -> str:
        """What is told of the person, signed by the algorithm of `signs_apart`."""
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "exp": now + 60} | self.userinfo
        values = {name: value for name, value in claims.items() if value is not None}
        key: rsa.RSAPrivateKey | str = WORDS.get(self.signs_apart, self.signing_key)
        return jwt.encode(values, key, algorithm=self.signs_apart, headers={"kid": "one"})

    def keys(self) -> Words:
        """The key that this provider publishes, whatever it signs with."""
        numbers = KEY.public_key().public_numbers()
        public = {"kty": "RSA", "n": in_base64(numbers.n), "e": in_base64(numbers.e)}
        return {"keys": [public | {"kid": "one", "alg": "RS256", "use": "sig"}]}


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that answers until the end of the block."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if parts.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.code_for(query))
                self.end_headers()
                return
            if parts.path == provider.moved:
                self.send_response(302)
                self.send_header("Location", f"{provider.address}/moved{parts.path}")
                self.end_headers()
                return
            if parts.path == "/userinfo" and provider.signs_apart:
                self.answer_text(provider.signed_apart(), "application/jwt; charset=utf-8")
                return
            pages: dict[str, Callable[[], Words]] = {
                "/.well-known/openid-configuration": provider.configuration,
                "/jwks": provider.keys,
                "/userinfo": lambda: provider.userinfo,
            }
            self.answer(pages[parts.path.removeprefix("/moved")]())

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(sent).items()}
            if provider.is_broken or form["code"] not in provider.queries:
                self.send_error(400)
                return
            self.answer(provider.tokens(form))

        def answer(self, words: Words) -> None:
            self.answer_text(json.dumps(words), "application/json")

        def answer_text(self, text: str, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, *words: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

"""Who asks for pages, and what is wrong with any answer, whatever was asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.http import HttpResponseBase
from django.test import Client

from tests.reliability.forms_on_pages import Page

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "img-src 'self' data:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
ALONE = {"default-src 'none'", "sandbox"}  # of a file that somebody attached
PLAIN = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}
REFERRERS = {"same-origin"}
COOKIES = {"__Host-session", "__Host-session-last", "__Host-csrf"}
SECRET = "ce-qui-ne-revient-dans-aucune-page"
MARK = "zqailleursqz"  # stands in every text of another workspace, and nowhere else
OTHER_ORIGIN = {"origin": "https://ailleurs.example.org"}


def missing_headers(response: HttpResponseBase) -> list[str]:
    """What the response lacks among the headers and cookies that every response carries."""
    sent = response.headers
    policy = {part.strip() for part in sent.get("Content-Security-Policy", "").split(";")}
    wrong = [name for name, value in PLAIN.items() if sent.get(name) != value]
    if policy != (ALONE if "sandbox" in policy else POLICY):
        wrong.append("Content-Security-Policy")
    if sent.get("Referrer-Policy") not in REFERRERS:
        wrong.append("Referrer-Policy")
    if sent.get("Content-Type", "").startswith("text/") and "charset=" not in sent["Content-Type"]:
        wrong.append("Content-Type")
    return wrong + [
        f"cookie {name}"
        for name, cookie in response.cookies.items()
        if name not in COOKIES
        or not (cookie["secure"] and cookie["path"] == "/" and not cookie["domain"])
        or not (cookie["httponly"] or cookie["max-age"] == 0)  # a removed cookie holds nothing
    ]


def faults_of_answer(answer: HttpResponseBase) -> Iterator[str]:
    """What is wrong with an answer, whoever asked for whatever."""
    yield from missing_headers(answer)
    yield from (name for name in answer.headers if name.startswith("Access-Control-"))
    content = getattr(answer, "content", b"")  # a file that is streamed is read by who asks for it
    yield from (text for text in (SECRET, MARK) if text.encode() in content)


def production_client(*, guarded: bool = False) -> Client:
    """A client as behind the proxy of production; its forms must carry their token if guarded."""
    headers = {"x-forwarded-proto": "https", "x-secret": SECRET}
    return Client(enforce_csrf_checks=guarded, headers=headers)


@dataclass
class Reader:
    """Somebody who asks for pages: their name, their cookies, and the faults of their answers."""

    name: str
    client: Client
    cookies: Mapping[str, str]
    faults: list[str] = field(default_factory=list)

    def ask(
        self,
        method: str,
        path: str,
        sent: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Page:
        """The answer, whose faults are noted; the exception of a page says who asked for what."""
        words = {} if sent is None else {"data": sent}
        try:
            answer: Page = getattr(self.client, method)(path, headers=headers, **words)
        except Exception as failure:
            failure.add_note(f"{self.name}: {method.upper()} {path} {sent or ''}")
            raise
        requested = f"{self.name} {method.upper()} {answer.status_code}"
        self.faults += [f"{requested}: {fault}" for fault in faults_of_answer(answer)]
        return answer

    def statuses(self, methods: tuple[str, ...], path: str) -> list[int]:
        """The status of the answer to each of these methods."""
        return [self.ask(method, path).status_code for method in methods]

    def comes_back(self) -> None:
        """They have the cookies that they first came with, and nothing is noted."""
        self.client.cookies.clear()
        self.client.cookies.load(dict(self.cookies))
        self.faults.clear()

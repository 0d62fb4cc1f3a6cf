"""A mail server in a thread, which can be made to refuse, to hang up or to stay silent."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from enum import Enum, auto


class Mood(Enum):
    """How the server behaves to whoever calls."""

    TAKES = auto()
    NOT_WELCOMING = auto()
    HANGS_UP = auto()
    HANGS_UP_AT_SENDER = auto()
    REFUSES_SENDER = auto()
    GREYLISTS = auto()
    REFUSES_CONTENT = auto()
    SILENT_BEFORE_CONTENT = auto()
    SILENT_AFTER_CONTENT = auto()


REFUSALS = (
    Mood.NOT_WELCOMING,
    Mood.HANGS_UP,
    Mood.HANGS_UP_AT_SENDER,
    Mood.REFUSES_SENDER,
    Mood.GREYLISTS,
    Mood.REFUSES_CONTENT,
)


class _Dialogue(socketserver.StreamRequestHandler):
    server: "MailServer"

    def handle(self) -> None:
        self.server.calls += 1
        if self.server.mood is Mood.HANGS_UP:
            return
        if self.server.mood is Mood.NOT_WELCOMING:
            self.say("421 plus tard")
            return
        self.say("220 courriel.retz.example.org")
        while line := self.rfile.readline():
            if not self.answer(line.decode().strip()):
                return

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def answer(self, line: str) -> bool:
        """Whether the dialogue goes on."""
        verb = line[:4].upper()
        if verb == "MAIL":
            return self.answer_sender()
        if verb == "RCPT":
            return self.answer_recipient(line)
        if verb == "DATA":
            return self.take_content()
        self.say("221 adieu" if verb == "QUIT" else "250 bien")
        return verb != "QUIT"

    def answer_sender(self) -> bool:
        if self.server.mood is Mood.HANGS_UP_AT_SENDER:
            return False
        refused = self.server.mood is Mood.REFUSES_SENDER
        self.say("550 5.7.1 expéditeur inconnu" if refused else "250 bien")
        return True

    def answer_recipient(self, line: str) -> bool:
        if self.server.mood is Mood.SILENT_BEFORE_CONTENT:
            self.server.reached.set()
            self.server.released.wait(30)
            return False
        if any(address in line for address in self.server.unknown):
            self.say("550 5.1.1 personne de ce nom")
        else:
            self.say("451 revenez" if self.server.mood is Mood.GREYLISTS else "250 bien")
        return True

    def take_content(self) -> bool:
        time.sleep(self.server.slowness)
        self.say("354 dites")
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        if not line:
            return False
        if self.server.mood is Mood.REFUSES_CONTENT:
            self.say("451 disque plein")
            return True
        with self.server.lock:
            self.server.taken.append(message_from_bytes(b"".join(lines)))
        time.sleep(self.server.slowness)
        if self.server.mood is Mood.SILENT_AFTER_CONTENT:
            self.server.reached.set()
            self.server.released.wait(30)
            return False
        self.say("250 prise")
        return True


class MailServer(socketserver.ThreadingTCPServer):
    """A server on a free port of this machine; `taken` are the letters it accepted."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Dialogue)
        self.mood = Mood.TAKES
        self.unknown: set[str] = set()
        self.taken: list[Message] = []
        self.calls, self.slowness = 0, 0.0
        self.lock = threading.Lock()
        self.reached, self.released = threading.Event(), threading.Event()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        return f"smtp-clair://127.0.0.1:{self.port}"

    def recipients(self) -> list[str]:
        """To whom the letters taken are, in alphabetical order."""
        with self.lock:
            return sorted(str(letter["To"]) for letter in self.taken)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server that listens until the end of the block."""
    server = MailServer()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()

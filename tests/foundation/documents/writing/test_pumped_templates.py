"""Templates pumped up with one thing again and again: refused, or read, in a bounded time."""

import io
import time
import zipfile
from collections.abc import Callable

import pytest

from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.foundation.documents.writing.docx_writer import MAIN
from maillage.foundation.documents.writing.office import checked_template
from maillage.foundation.documents.writing.program import TemplateProblemsError
from tests.foundation.documents.templates import FIELDS, VALUES

REFUSED, READ = 1.0, 5.0  # seconds of processor; what is read holds some fifty pages
UNPACKED, LARGE = "une place démesurée", "trop grand, ou trop imbriqué"
TOO_MANY, UNCLOSED, DEEP = "est de trop", "n’est pas fermée", "s’ouvre dans vingt autres"


def paragraph(words: str) -> str:
    """A paragraph of one run."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def runs(words: str, count: int) -> str:
    """So many runs that say this."""
    return f"<w:r><w:t>{words}</w:t></w:r>" * count


CHOICE = runs("{% si lieu %}", 1) + runs("{% fin %}", 1)
ATTRIBUTES = " ".join(f'a{number}="x"' for number in range(60_000))
PUMPED = {
    "{{": (paragraph("{{" * 60_000), TOO_MANY),
    "{%": (paragraph("{%" * 60_000), TOO_MANY),
    "mixed": (paragraph("{{{%" * 60_000), TOO_MANY),
    "five megabytes": (paragraph("{{" * 2_200_000), TOO_MANY),
    "unclosed tags": (paragraph("{% si lieu " * 1_900), UNCLOSED),
    "unclosed in a long one": (paragraph("{% si lieu" + "a " * 1_000) * 1_900, UNCLOSED),
    "unclosed choices": (paragraph("{% si lieu %}" * 1_900), DEEP),
    "unclosed loops": (paragraph("{% pour p dans points %}") * 1_900, DEEP),
    "closed choices": (paragraph("{% si lieu %}" * 900 + "{% fin %}" * 900), DEEP),
    "choices in depth": ("<w:x>" * 140 + paragraph("{% si lieu %}") * 900 + "</w:x>" * 140, DEEP),
    "unknown names": (paragraph("{{ inconnu }}" * 1_990), "ne nomme aucun champ"),
    "long names": (paragraph("{{ %s }}" % ("inconnu" * 25)) * 1_990, "ne nomme aucun champ"),
    "elements": ("<w:p/>" * 149_000, LARGE),
    "attributes": (f"<w:p {ATTRIBUTES}/>" * 6, LARGE),
    "runs": ("<w:p>" + runs("a", 50_000) + "</w:p>", LARGE),
    "tags among runs": (
        "<w:p>" + runs("a", 22_000) + CHOICE * 990 + "</w:p>",
        LARGE,
    ),
    "loops in loops": (
        paragraph("{% pour p dans points %}" * 19 + "a" + "{% fin %}" * 19),
        "un document démesuré",
    ),
}
HEAVY = {
    "tags among many runs": "<w:p>" + runs("a", 45_000) + runs("{{ lieu }}", 1_900) + "</w:p>",
    "empty paragraphs in paragraphs": "<w:p>" * 140 + "<w:r/>" * 97_000 + "</w:p>" * 140,
    "words in depth": "<w:x>" * 140 + paragraph("a") * 30_000 + "</w:x>" * 140,
    "one long paragraph": paragraph("a" * 4_500_000),
    "new lines": paragraph("\n" * 4_500_000),
    "braces": paragraph("{ " * 2_200_000),
}


def template(body: str, kind: int = zipfile.ZIP_STORED) -> bytes:
    """A DOCX of this body; stored as it is, so that its proportions say nothing."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", kind) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{MAIN}"><w:body>{body}</w:body></w:document>',
        )
    return written.getvalue()


def seconds(work: Callable[[], object]) -> float:
    """How long the processor worked at this."""
    began = time.process_time()
    work()
    return time.process_time() - began


def refusal(content: bytes) -> str:
    """What is said of a template that is not taken."""
    with pytest.raises((DocumentRefusedError, TemplateProblemsError)) as refused:
        checked_template(content, "docx", FIELDS, VALUES)
    return str(refused.value)


@pytest.mark.parametrize("name", PUMPED)
def test_pumped_template_is_refused_in_a_second(name: str) -> None:
    body, why = PUMPED[name]
    content, sentences = template(body), list[str]()

    spent = seconds(lambda: sentences.append(refusal(content)))

    assert why in sentences[0]
    assert len(sentences[0]) < 10_000
    assert spent < REFUSED


def test_small_file_that_unpacks_a_hundred_times_over_is_refused() -> None:
    words = "".join(f"{number:x} " for number in range(2_000))
    small = template(paragraph("{{" * 30_000), zipfile.ZIP_DEFLATED)
    ordinary = template(paragraph(words) * 2, zipfile.ZIP_DEFLATED)

    checked_template(ordinary, "docx", FIELDS, VALUES)

    assert UNPACKED in refusal(small)
    assert len(small) < 600


@pytest.mark.parametrize("name", HEAVY)
def test_heavy_template_is_read_in_a_bounded_time(name: str) -> None:
    content = template(HEAVY[name])

    assert seconds(lambda: checked_template(content, "docx", FIELDS, VALUES)) < READ


def test_many_parts_share_the_room_of_one() -> None:
    """Each header may hold what the body holds, all together no more than it."""
    written = io.BytesIO(template(paragraph("{{ lieu }}" * 1_500)))
    with zipfile.ZipFile(written, "a") as archive:
        header = f'<w:hdr xmlns:w="{MAIN}">{paragraph("{{ lieu }}" * 600)}</w:hdr>'
        archive.writestr("word/header1.xml", header)

    assert TOO_MANY in refusal(written.getvalue())

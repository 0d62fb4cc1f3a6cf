"""What do the papers of the demonstration look like, made when it is told and never stored?"""

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

ODT = "application/vnd.oasis.opendocument.text"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
LEFT, TOP, LEADING = 72, 780, 18


def pdf_of(title: str, lines: Sequence[str]) -> bytes:
    """One page in a font that every reader has, titled and in French (ISO 32000-1, 7.5)."""
    texts = [_shown(title, 16), *(_shown(line, 11) for line in lines)]
    page = f"BT {LEADING} TL {LEFT} {TOP} Td\n".encode() + b"\n".join(texts) + b"\nET"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    return _numbered(
        [
            b"<</Type/Catalog/Pages 2 0 R/Lang(fr)/ViewerPreferences<</DisplayDocTitle true>>>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>>>>>",
            b"<</Length %d>>stream\n%b\nendstream" % (len(page), page),
            font,
            b"<</Title<FEFF%b>>>" % title.encode("utf-16-be").hex().encode(),
        ]
    )


def _shown(line: str, size: int) -> bytes:
    return b"/F1 %d Tf %b Tj T*" % (size, _string(line))


def _string(text: str) -> bytes:
    typed = text.encode("cp1252", errors="replace")
    for letter in (b"\\", b"(", b")"):
        typed = typed.replace(letter, b"\\" + letter)
    return b"(%b)" % typed


def _numbered(objects: Sequence[bytes]) -> bytes:
    """The objects one after the other, the first as root, the last as information, and where."""
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj%b endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\n" % (size, len(objects))
    head = b"xref\n0 %d\n0000000000 65535 f \n" % size
    return written + head + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(written)


def odt_of(title: str, lines: Sequence[str]) -> bytes:
    """A text document: a title and its paragraphs (OpenDocument 1.3)."""
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in lines)
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-content xmlns:office="{OASIS}:office:1.0" '
        f'xmlns:text="{OASIS}:text:1.0" office:version="1.3"><office:body><office:text>'
        f'<text:h text:outline-level="1">{escape(title)}</text:h>{paragraphs}'
        "</office:text></office:body></office:document-content>"
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{media}"/>'
        for path, media in (("/", ODT), ("content.xml", "text/xml"))
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<manifest:manifest xmlns:manifest="{OASIS}:manifest:1.0" manifest:version="1.3">'
        f"{entries}</manifest:manifest>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", ODT)
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        archive.writestr("META-INF/manifest.xml", manifest, zipfile.ZIP_DEFLATED)
    return stream.getvalue()

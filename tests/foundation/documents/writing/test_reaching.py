"""What a template would fetch or run when it is opened, however it is written: refused."""

import pytest

from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.foundation.documents.writing.docx_writer import MAIN
from maillage.foundation.documents.writing.office import checked_template
from tests.foundation.documents.templates import FIELDS, VALUES, docx_of, odt_of, with_parts

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
VML = "urn:schemas-microsoft-com:vml"
XLINK = "http://www.w3.org/1999/xlink"
FETCH = "INCLUDEPICTURE http://exemple.invalid/x.png"
BODY = "word/document.xml"


def refusal_of(content: bytes, form: str) -> str:
    """What is said of this template, in its first words; nothing when it is taken."""
    try:
        checked_template(content, form, FIELDS, VALUES)
    except DocumentRefusedError as error:
        return str(error)[:36]
    return ""


def word(inside: str, spaces: str = "") -> bytes:
    """A part of a DOCX, its prefix `w` bound as usual."""
    return f'<w:document xmlns:w="{MAIN}" {spaces}>{inside}</w:document>'.encode()


def field(words: str) -> bytes:
    """A part whose fields say this, as Word writes them."""
    return word(
        '<w:p><w:r><w:t>a</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{words}</w:instrText></w:r></w:p>"
    )


def relation(target: str, kind: str, mode: str = "") -> bytes:
    """The relations of a part: one, of this kind, to this target."""
    outside = f'TargetMode="{mode}"' if mode else ""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="http://x/{kind}" Target="{target}" {outside}/></Relationships>'
    ).encode()


RELATIONS = "word/_rels/document.xml.rels"
FETCHING = {
    "simple field": (BODY, word(f'<w:p><w:fldSimple w:instr="{FETCH}"/></w:p>')),
    "simple field, other prefix": (
        BODY,
        word(f'<q:p><q:fldSimple q:instr="{FETCH}"/></q:p>', f'xmlns:q="{MAIN}"'),
    ),
    "simple field, strict": (
        BODY,
        word(f'<s:p><s:fldSimple s:instr="{FETCH}"/></s:p>', f'xmlns:s="{STRICT}"'),
    ),
    "field, no prefix": (
        BODY,
        f'<document xmlns="{MAIN}"><instrText>{FETCH}</instrText></document>'.encode(),
    ),
    "second field": (BODY, field('PAGE</w:instrText><w:fldChar/><w:instrText>INCLUDETEXT "a"')),
    "footnotes": ("word/footnotes.xml", field(FETCH)),
    "endnotes": ("word/endnotes.xml", field(FETCH)),
    "comments": ("word/comments.xml", field(FETCH)),
    "any part": ("word/styles.bin", field(FETCH)),
    "after blanks": ("word/footnotes.xml", b" " * 100 + field(FETCH)),
    "other letters": ("word/footnotes.xml", field(FETCH).decode().encode("utf-16")),
    "linked field": (BODY, field('HYPERLINK "file://serveur/x"')),
    "linked share": (BODY, field(r'HYPERLINK \t "_blank" "\\\\serveur\\x"')),
    "imported": (BODY, word("<w:altChunk/>")),
    "drawing": (BODY, word('<v:imagedata src="http://exemple.invalid/x"/>', f'xmlns:v="{VML}"')),
    "linked image": (RELATIONS, relation("https://exemple.invalid/x.png", "image", "External")),
    "capitals": ("word/_rels/footnotes.xml.RELS", relation("http://x/y.dotm", "image", "EXTERNAL")),
    "no mode": (RELATIONS, relation("http://exemple.invalid/x.png", "image")),
    "share": (RELATIONS, relation("//serveur/partage/x.png", "image")),
    "windows share": (RELATIONS, relation(r"\\serveur\x.png", "image")),
    "above": (RELATIONS, relation("../../x.png", "image")),
    "above, hidden": (RELATIONS, relation("..%2f..%2fx.png", "image")),
    "link to a file": (RELATIONS, relation("file:///c:/x", "hyperlink", "External")),
    "link to a share": (RELATIONS, relation("//serveur/x", "hyperlink", "External")),
    "link that runs": (RELATIONS, relation("ms-word:ofe|u|http://x", "hyperlink", "External")),
}


@pytest.mark.parametrize("name", FETCHING)
def test_docx_that_fetches_is_refused(name: str) -> None:
    part, content = FETCHING[name]

    assert refusal_of(with_parts(docx_of("Bonjour"), {part: content}), "docx") == (
        "Ce document va chercher autre chose "
    )


def image(href: str, prefix: str = "xlink") -> str:
    """An image of an ODT, its address under this prefix."""
    return (
        f'<text:p><draw:frame xmlns:{prefix}="{XLINK}"><draw:image {prefix}:href="{href}"/>'
        "</draw:frame></text:p>"
    )


@pytest.mark.parametrize(
    "body",
    [
        image("http://exemple.invalid/x.png"),
        image("http://exemple.invalid/x.png", "xl"),
        image("//serveur/partage/x.png"),
        image("../../../x.png"),
        image("%2e%2e/x.png"),
        image("/etc/x.png"),
        image("file:///c:/x.png"),
        image(r"\\serveur\x.png"),
        '<text:p><text:a xlink:href="vnd.sun.star.script:x?language=Basic">a</text:a></text:p>',
        '<text:p><text:a xlink:href="file://serveur/x">a</text:a></text:p>',
        '<text:p><text:a xlink:href="../x.odt">a</text:a></text:p>',
        '<text:section><text:section-source xlink:href="a"/></text:section>',
        '<office:script xmlns:script="a" script:language="JavaScript">x</office:script>',
        '<text:p><text:execute-macro text:name="a"/></text:p>',
    ],
)
def test_odt_that_fetches_or_runs_is_refused(body: str) -> None:
    assert refusal_of(odt_of(body), "odt") == "Ce document va chercher autre chose "


HONEST = {
    RELATIONS: relation("https://www.caf.fr/", "hyperlink", "External"),
    "word/_rels/header1.xml.rels": relation("mailto:a@retz.example.org", "hyperlink", "External"),
    "word/_rels/footnotes.xml.rels": relation("../customXml/item1.xml", "customXml"),
    "word/_rels/endnotes.xml.rels": relation("/word/media/logo.png", "image"),
    "word/_rels/comments.xml.rels": relation("#_Toc1", "hyperlink", "External"),
    "word/footnotes.xml": field('HYPERLINK "https://www.caf.fr/" \\o "La Caf : ici"'),
    "word/endnotes.xml": field(r"TOC \o &quot;1-3&quot; \h HYPERLINK \l &quot;_Toc1&quot;"),
    "word/comments.xml": field(r"TIME \@ &quot;dd/MM/yyyy HH:mm&quot; \* MERGEFORMAT"),
    "word/media/image1.emf": b"\x01\x00\x00\x00file://x",
}


@pytest.mark.parametrize("part", HONEST)
def test_honest_docx_is_taken(part: str) -> None:
    assert refusal_of(with_parts(docx_of("Bonjour"), {part: HONEST[part]}), "docx") == ""


@pytest.mark.parametrize(
    "body",
    [
        image("Pictures/logo.png"),
        image("./Pictures/logo%201.png", "xl"),
        '<text:p><text:a xlink:href="https://www.caf.fr/">a</text:a></text:p>',
        '<text:p><text:a xlink:href="mailto:a@retz.example.org">a</text:a></text:p>',
        '<text:p><text:a xlink:href="#Titre|outline">a</text:a></text:p>',
        '<text:p xmlns:script="a"><text:a xlink:href="">a</text:a></text:p>',
    ],
)
def test_honest_odt_is_taken(body: str) -> None:
    assert refusal_of(odt_of(body), "odt") == ""


def test_directory_of_an_old_odt_is_no_danger() -> None:
    directory = b'<!DOCTYPE manifest PUBLIC "-//OpenOffice.org//DTD" "Manifest.dtd"><manifest/>'
    content = with_parts(odt_of("<text:p>a</text:p>"), {"META-INF/manifest.xml": directory})

    assert refusal_of(content, "odt") == ""

"""How is one of our papers written as a DOCX that Word and LibreOffice open alike?"""

import io
import zipfile
from collections.abc import Iterator, Sequence

from maillage.foundation.documents.writing.blocks import Block, Span, Table, blocks_of, is_landscape
from maillage.foundation.documents.writing.kinds import Heading, field_tag, optional_tag
from maillage.foundation.documents.writing.markup import DECLARATION, Element, escaped
from maillage.foundation.documents.writing.pictures import Picture

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
SPACES = f'xmlns:w="{MAIN}" xmlns:r="{OFFICE}"'
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
STYLES = {
    "overline": "Surtitre",
    "beneath": "Sousexpediteur",
    "title": "Title",
    "lead": "Chapeau",
    "to": "Adresse",
    "date": "Date",
    "h": "Heading1",
    "annex": "Annexe",
    "point": "Heading2",
    "p": "",
    "article": "Article",
    "close": "Formule",
    "small": "Note",
    "item": "Puce",
    "entry": "Sommaire",
    "c": "Cellule",
}
PARTS = (
    (f"{OFFICE}/styles", "styles.xml"),
    (f"{OFFICE}/settings", "settings.xml"),
    (f"{OFFICE}/numbering", "numbering.xml"),
    (f"{OFFICE}/header", "header1.xml"),
    (f"{OFFICE}/footer", "footer1.xml"),
    (f"{OFFICE}/header", "header2.xml"),
    (f"{OFFICE}/footer", "footer2.xml"),
)
LONG, SHORT, MARGIN = 16838, 11906, 1418
BESIDE = 2835  # where the address of who writes stands, at the right of their name


def docx_template(
    title: str, paper: Element, heading: Heading, picture: Picture | None = None
) -> bytes:
    """The paper with its tags, as a DOCX; its letterhead is on the first page."""
    body = "".join(_body(paper))
    parts = {
        "[Content_Types].xml": _content_types(picture),
        "_rels/.rels": _relations(
            (f"{OFFICE}/officeDocument", "word/document.xml"),
            (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(title),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}{_section(paper)}</w:body>"
        "</w:document>",
        "word/styles.xml": f"<w:styles {SPACES}>{_styles(_across(paper))}</w:styles>",
        "word/settings.xml": f"<w:settings {SPACES}><w:compat><w:compatSetting "
        'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat></w:settings>',
        "word/numbering.xml": f"<w:numbering {SPACES}>{NUMBERING}</w:numbering>",
        "word/header1.xml": f"<w:hdr {SPACES}>"
        f"{_letterhead(heading, picture, _across(paper))}</w:hdr>",
        "word/header2.xml": f"<w:hdr {SPACES}>{NO_HEADER}</w:hdr>",
        "word/footer1.xml": f"<w:ftr {SPACES}>{_footer(heading.mention)}</w:ftr>",
        "word/footer2.xml": f"<w:ftr {SPACES}>{_footer(heading.running)}</w:ftr>",
        "word/_rels/document.xml.rels": _relations(*PARTS),
    }
    if picture:
        parts["word/_rels/header1.xml.rels"] = _relations(
            (f"{OFFICE}/image", f"media/logo.{picture.extension}")
        )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, DECLARATION + content)
        if picture:
            archive.writestr(f"word/media/logo.{picture.extension}", picture.content)
    return written.getvalue()


def _across(paper: Element) -> int:
    """The width between the margins."""
    return (LONG if is_landscape(paper) else SHORT) - 2 * MARGIN


def _body(paper: Element) -> Iterator[str]:
    across = _across(paper)
    for block in blocks_of(paper):
        if isinstance(block, Table):
            yield from _table(block, across)
            yield _gap(block)
        else:
            yield _paragraph(block.kind, block.spans)


def _gap(table: Table) -> str:
    """What parts a table from what follows it, on the page of both when it stays there."""
    stays = "<w:keepNext/>" if table.whole or table.joined else ""
    return f'<w:p><w:pPr><w:pStyle w:val="Interligne"/>{stays}</w:pPr></w:p>'


def _paragraph(kind: str, spans: Sequence[Span], stays: str = "") -> str:
    styled = f'<w:pStyle w:val="{STYLES[kind]}"/>' if STYLES[kind] else ""
    style = f"<w:pPr>{styled}{stays}</w:pPr>" if styled or stays else ""
    return f"<w:p>{style}{''.join(map(_run, spans))}</w:p>"


def _run(span: Span) -> str:
    weight = "<w:rPr><w:b/></w:rPr>" if span.strong else ""
    return f'<w:r>{weight}<w:t xml:space="preserve">{escaped(span.words)}</w:t></w:r>'


def _table(table: Table, across: int) -> Iterator[str]:
    widths = [across * part // sum(table.widths) for part in table.widths]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    yield (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="Tableau"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
    )
    stays = "<w:keepNext/>" if table.whole else ""
    yield _row(table.head, widths, "<w:cantSplit/><w:tblHeader/>", stays)
    tall = '<w:trHeight w:val="690" w:hRule="atLeast"/>' if table.tall else ""
    for row in table.rows:
        joins = stays or ("<w:keepNext/>" if table.joined and row is table.rows[-1] else "")
        yield _row(row, widths, f"<w:cantSplit/>{tall}", joins)
    yield "</w:tbl>"


def _row(cells: Sequence[Block], widths: Sequence[int], how: str, stays: str = "") -> str:
    words = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{_paragraph('c', cell.spans, stays)}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{how}</w:trPr>{words}</w:tr>"


def _section(paper: Element) -> str:
    lying = is_landscape(paper)
    edge = 907 if lying else 1247
    size = (
        f'<w:pgSz w:w="{LONG}" w:h="{SHORT}" w:orient="landscape"/>'
        if lying
        else f'<w:pgSz w:w="{SHORT}" w:h="{LONG}"/>'
    )
    return (
        '<w:sectPr><w:headerReference w:type="first" r:id="rId4"/>'
        '<w:headerReference w:type="default" r:id="rId6"/>'
        '<w:footerReference w:type="first" r:id="rId5"/>'
        f'<w:footerReference w:type="default" r:id="rId7"/>{size}'
        f'<w:pgMar w:top="{edge}" w:right="{MARGIN}" w:bottom="{edge}" w:left="{MARGIN}" '
        f'w:header="{edge - 340}" w:footer="624" w:gutter="0"/><w:titlePg/></w:sectPr>'
    )


def _letterhead(heading: Heading, picture: Picture | None, across: int) -> str:
    """Whose the paper is, and where from beside it: a block whose lines begin together."""
    logo = f"<w:p>{_drawn(picture)}</w:p>" if picture else ""
    sender, beneath = field_tag(heading.sender), optional_tag(heading.beneath)
    whose = (
        f'{logo}<w:p><w:pPr><w:pStyle w:val="Expediteur"/></w:pPr>{_run(Span(sender))}'
        f"</w:p>{_paragraph('beneath', [Span(beneath)])}"
    )
    where = (
        '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>'
        f"{_run(Span(field_tag(heading.address)))}</w:p>"
    )
    widths = across - BESIDE, BESIDE
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{words}</w:tc>"
        for words, width in zip((whose, where), widths, strict=True)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{across}" w:type="dxa"/><w:tblBorders><w:bottom '
        'w:val="single" w:sz="4" w:space="0" w:color="1F5A52"/></w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:bottom '
        'w:w="110" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid><w:tr>{cells}</w:tr></w:tbl>"
        '<w:p><w:pPr><w:pStyle w:val="Interligne"/><w:spacing w:after="240"/></w:pPr></w:p>'
    )


def _drawn(picture: Picture) -> str:
    width, height = (side * 360 for side in picture.hundredths)
    box = f'<a:ext cx="{width}" cy="{height}"/>'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="1" name="Logo" descr="Logo"/>'
        f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="1" name="Logo"/>'
        '<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rId1"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/>{box}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


NO_HEADER = '<w:p><w:pPr><w:pStyle w:val="Interligne"/></w:pPr></w:p>'
PAGES = (
    "<w:r><w:tab/></w:r>"
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    '<w:r><w:t xml:space="preserve">\u00a0/\u00a0</w:t></w:r>'
    '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>'
)


def _footer(field: str) -> str:
    words = _run(Span(field_tag(field)))
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{words}{PAGES}'


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="•"/><w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr>'
    '<w:rPr><w:color w:val="1F5A52"/></w:rPr></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


# Letters that every office has, or has some of the same widths: pages end where they should.
DEFAULTS = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" '
    'w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:color w:val="1D232B"/><w:sz w:val="22"/>'
    '<w:lang w:val="fr-FR"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:after="110" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    "</w:docDefaults>"
)


def _letters(half_points: int, colour: str = "", weight: str = "") -> str:
    tint = f'<w:color w:val="{colour}"/>' if colour else ""
    return f'{weight}{tint}<w:sz w:val="{half_points}"/>'


# A heading stays whole, and on the page of what it heads; so do the lines of a signature.
TOGETHER = "<w:keepNext/><w:keepLines/>"
# Named as Word names them, so that one finds them in its list.
NAMED = (
    ("Normal", "Normal", "", ""),
    ("Title", "Title", f'{TOGETHER}<w:spacing w:before="200" w:after="60"/>', _letters(42)),
    ("Surtitre", "Surtitre", '<w:spacing w:after="0"/>', _letters(19, "1F5A52", "<w:b/>")),
    ("Chapeau", "Chapeau", '<w:spacing w:after="200"/>', _letters(25, "5B6470")),
    ("Adresse", "Adresse", f'{TOGETHER}<w:ind w:left="4700"/>', ""),
    (
        "Date",
        "Date",
        f'{TOGETHER}<w:spacing w:before="260" w:after="220"/><w:ind w:left="4700"/>',
        "",
    ),
    ("Formule", "Formule", f'{TOGETHER}<w:spacing w:after="220"/>', ""),
    ("Article", "Article", TOGETHER, ""),
    (
        "Heading1",
        "heading 1",
        f'{TOGETHER}<w:spacing w:before="220" w:after="90"/><w:outlineLvl w:val="0"/>',
        _letters(25, "1F5A52", "<w:b/>"),
    ),
    (
        "Heading2",
        "heading 2",
        f'{TOGETHER}<w:spacing w:before="200" w:after="80"/><w:outlineLvl w:val="1"/>',
        _letters(22, "", "<w:b/>"),
    ),
    ("Note", "Note", '<w:spacing w:before="160"/>', _letters(18, "5B6470")),
    ("Puce", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="80"/>', ""),
    ("Sommaire", "Sommaire", '<w:ind w:left="284"/><w:spacing w:after="60"/>', ""),
    (
        "Interligne",
        "Interligne",
        '<w:spacing w:after="140" w:line="20" w:lineRule="exact"/>',
        _letters(2),
    ),
    (
        "Annexe",
        "Annexe",
        f'{TOGETHER}<w:pageBreakBefore/><w:spacing w:after="90"/><w:outlineLvl w:val="0"/>',
        _letters(25, "1F5A52", "<w:b/>"),
    ),
    ("Cellule", "Cellule", '<w:spacing w:before="50" w:after="50"/>', _letters(20)),
    ("Sousexpediteur", "Sous l’expéditeur", '<w:spacing w:after="0"/>', _letters(19, "5B6470")),
    ("Expediteur", "Expéditeur", '<w:spacing w:after="20"/>', _letters(26, "", "<w:b/>")),
    (
        "Header",
        "header",
        '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
        _letters(18, "5B6470"),
    ),
)


def _styles(across: int) -> str:
    """Every style, the first being the one that nothing else says; pages are numbered at right."""
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{across}"/></w:tabs>'
    footer = _style("Footer", "footer", tab, _letters(17, "5B6470"))
    return DEFAULTS + "".join(_style(*one) for one in NAMED) + footer + TABLE_STYLE


def _style(key: str, name: str, paragraph: str, letters: str) -> str:
    is_first = key == "Normal"
    based = "" if is_first else '<w:basedOn w:val="Normal"/>'
    first = ' w:default="1"' if is_first else ""
    return (
        f'<w:style w:type="paragraph"{first} w:styleId="{key}"><w:name w:val="{name}"/>{based}'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


TABLE_STYLE = (
    '<w:style w:type="table" w:styleId="Tableau"><w:name w:val="Tableau"/><w:tblPr><w:tblBorders>'
    '<w:bottom w:val="single" w:sz="4" w:color="C9CED4"/>'
    '<w:insideH w:val="single" w:sz="4" w:color="C9CED4"/></w:tblBorders><w:tblCellMar>'
    '<w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="1F5A52"/></w:rPr><w:tcPr>'
    '<w:tcBorders><w:bottom w:val="single" w:sz="6" w:color="1F5A52"/></w:tcBorders></w:tcPr>'
    "</w:tblStylePr></w:style>"
)


def _relations(*pairs: tuple[str, str]) -> str:
    words = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(pairs, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{words}</Relationships>'


def _content_types(picture: Picture | None) -> str:
    parts = {
        "word/document.xml": f"{KIND}.document.main+xml",
        "word/styles.xml": f"{KIND}.styles+xml",
        "word/settings.xml": f"{KIND}.settings+xml",
        "word/numbering.xml": f"{KIND}.numbering+xml",
        "word/header1.xml": f"{KIND}.header+xml",
        "word/header2.xml": f"{KIND}.header+xml",
        "word/footer1.xml": f"{KIND}.footer+xml",
        "word/footer2.xml": f"{KIND}.footer+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    words = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    image = (
        f'<Default Extension="{picture.extension}" ContentType="{picture.media}"/>'
        if picture
        else ""
    )
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{image}'
        f'<Default Extension="xml" ContentType="application/xml"/>{words}</Types>'
    )


def _core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escaped(title)}</dc:title><dc:language>fr-FR</dc:language></cp:coreProperties>"
    )

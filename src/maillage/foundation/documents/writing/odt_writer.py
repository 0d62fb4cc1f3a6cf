"""How is one of our papers written as an ODT that LibreOffice and Word open alike?"""

import io
import zipfile
from collections.abc import Iterator, Sequence

from maillage.foundation.documents.files.rules import MEDIA
from maillage.foundation.documents.writing.blocks import Block, Span, Table, blocks_of, is_landscape
from maillage.foundation.documents.writing.kinds import Heading, field_tag, optional_tag
from maillage.foundation.documents.writing.markup import DECLARATION, Element, escaped
from maillage.foundation.documents.writing.pictures import Picture

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = (
    " ".join(
        f'xmlns:{prefix}="{OASIS}{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("style", "style"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
            ("meta", "meta"),
            ("fo", "xsl-fo-compatible"),
            ("svg", "svg-compatible"),
        )
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
VERSION = 'office:version="1.3"'
STYLES = {
    "overline": "Surtitre",
    "title": "Title",
    "lead": "Chapeau",
    "to": "Adresse",
    "date": "Date",
    "h": "Heading_20_1",
    "annex": "Annexe",
    "point": "Heading_20_2",
    "p": "Standard",
    "article": "Article",
    "close": "Formule",
    "small": "Note",
    "item": "Puce",
    "entry": "Sommaire",
    "c": "Cellule",
}


LEVELS = {"title": 1, "h": 2, "annex": 2, "point": 3}


def odt_template(
    title: str, paper: Element, heading: Heading, picture: Picture | None = None
) -> bytes:
    """The paper with its tags, as an ODT; its letterhead is on the first page."""
    parts = {
        "content.xml": _content(paper),
        "styles.xml": _styles(paper, heading, picture),
        "meta.xml": f"<office:document-meta {SPACES} {VERSION}><office:meta>"
        f"<dc:title>{escaped(title)}</dc:title><dc:language>fr-FR</dc:language></office:meta>"
        "</office:document-meta>",
        "META-INF/manifest.xml": _manifest(picture),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MEDIA["odt"], zipfile.ZIP_STORED)
        for name, content in parts.items():
            archive.writestr(name, DECLARATION + content)
        if picture:
            archive.writestr(f"Pictures/logo.{picture.extension}", picture.content)
    return written.getvalue()


def _content(paper: Element) -> str:
    blocks = list(blocks_of(paper))
    tables = [block for block in blocks if isinstance(block, Table)]
    widths = "".join(
        _column_style(table, number, place, _across(paper))
        for number, table in enumerate(tables)
        for place in range(len(table.widths))
    )
    body = "".join(_body(blocks))
    opening = (
        '<style:style style:name="Premier" style:family="paragraph" style:parent-style-name='
        '"Interligne" style:master-page-name="Premiere"><style:paragraph-properties '
        'fo:margin-bottom="0mm"/></style:style>'
    )
    return (
        f"<office:document-content {SPACES} {VERSION}><office:automatic-styles>{AUTOMATIC}{opening}"
        f"{widths}"
        "</office:automatic-styles><office:body><office:text>"
        f"{body}</office:text></office:body></office:document-content>"
    )


AUTOMATIC = (
    '<style:style style:name="Accent" style:family="text"><style:text-properties '
    'fo:color="#1f5a52"/></style:style>'
    '<style:style style:name="Gras" style:family="text"><style:text-properties '
    'fo:font-weight="bold"/></style:style>'
    '<style:style style:name="Tableau" style:family="table"><style:table-properties '
    'table:border-model="collapsing"/></style:style>'
    '<style:style style:name="Entier" style:family="table"><style:table-properties '
    'table:border-model="collapsing" style:may-break-between-rows="false" '
    'fo:keep-with-next="always"/></style:style>'
    '<style:style style:name="Tete" style:family="table-cell"><style:table-cell-properties '
    'style:vertical-align="middle" fo:border-bottom="0.75pt solid #1f5a52" fo:padding="1.2mm"/>'
    "</style:style>"
    '<style:style style:name="Case" style:family="table-cell"><style:table-cell-properties '
    'style:vertical-align="middle" fo:border-bottom="0.5pt solid #c9ced4" fo:padding="1.2mm"/>'
    "</style:style>"
    '<style:style style:name="Ligne" style:family="table-row"><style:table-row-properties '
    'fo:keep-together="always"/></style:style>'
    '<style:style style:name="Haute" style:family="table-row"><style:table-row-properties '
    'style:min-row-height="12.2mm" fo:keep-together="always"/></style:style>'
)


def _across(paper: Element) -> int:
    """The millimetres between the margins."""
    return 247 if is_landscape(paper) else 160


def _column_style(table: Table, number: int, place: int, across: int) -> str:
    width = round(across * table.widths[place] / sum(table.widths), 2)
    return (
        f'<style:style style:name="T{number}.{place}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}mm"/>'
        "</style:style>"
    )


def _body(blocks: Sequence[Block | Table]) -> Iterator[str]:
    # What opens the page with the letterhead stays when the first block says nothing.
    yield '<text:p text:style-name="Premier"/>'
    number = 0
    for block in blocks:
        if isinstance(block, Table):
            yield _table(block, number)
            number += 1
        else:
            yield _paragraph(block, STYLES[block.kind])


def _paragraph(block: Block, style: str) -> str:
    span = _spans(block.spans)
    if block.kind in LEVELS:
        level = LEVELS[block.kind]
        return f'<text:h text:style-name="{style}" text:outline-level="{level}">{span}</text:h>'
    if block.kind == "item":
        span = f'<text:span text:style-name="Accent">•</text:span><text:tab/>{span}'
    return f'<text:p text:style-name="{style}">{span}</text:p>'


def _spans(spans: Sequence[Span]) -> str:
    return "".join(
        f'<text:span text:style-name="Gras">{escaped(span.words)}</text:span>'
        if span.strong
        else escaped(span.words)
        for span in spans
    )


def _table(table: Table, number: int) -> str:
    columns = "".join(
        f'<table:table-column table:style-name="T{number}.{place}"/>'
        for place in range(len(table.widths))
    )
    row_style = "Haute" if table.tall else "Ligne"
    rows = "".join(_row(row, row_style, "Case", "Cellule") for row in table.rows)
    return (
        f'<table:table table:name="Tableau{number + 1}" '
        f'table:style-name="{"Entier" if table.whole else "Tableau"}">{columns}'
        f"<table:table-header-rows>{_row(table.head, 'Ligne', 'Tete', 'Entete')}"
        f"</table:table-header-rows>{rows}</table:table>"
        f'<text:p text:style-name="{"Lien" if table.whole else "Interligne"}"/>'
    )


def _row(cells: Sequence[Block], row: str, cell: str, paragraph: str) -> str:
    words = "".join(
        f'<table:table-cell table:style-name="{cell}" office:value-type="string">'
        f'<text:p text:style-name="{paragraph}">{_spans(one.spans)}</text:p></table:table-cell>'
        for one in cells
    )
    return f'<table:table-row table:style-name="{row}">{words}</table:table-row>'


def _styles(paper: Element, heading: Heading, picture: Picture | None) -> str:
    sides = (
        ("297mm", "210mm", "landscape", "10mm")
        if is_landscape(paper)
        else ("210mm", "297mm", "portrait", "16mm")
    )
    layout = (
        '<style:page-layout style:name="Page"><style:page-layout-properties '
        f'fo:page-width="{sides[0]}" fo:page-height="{sides[1]}" '
        f'style:print-orientation="{sides[2]}" fo:margin-top="{sides[3]}" fo:margin-bottom="10mm" '
        'fo:margin-left="25mm" fo:margin-right="25mm"/><style:header-style>'
        '<style:header-footer-properties fo:min-height="4mm" fo:margin-bottom="2mm"/>'
        "</style:header-style><style:footer-style><style:header-footer-properties "
        'fo:min-height="6mm" fo:margin-top="5mm"/></style:footer-style></style:page-layout>'
    )
    return (
        f"<office:document-styles {SPACES} {VERSION}><office:styles>"
        f"{_paragraph_styles(_across(paper))}"
        f"</office:styles><office:automatic-styles>{LOGO_STYLE}"
        f"{_letterhead_styles(_across(paper))}{layout}</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard" '
        f'style:page-layout-name="Page">{_footer(heading.running)}</style:master-page>'
        '<style:master-page style:name="Premiere" style:display-name="Première page" '
        'style:page-layout-name="Page" style:next-style-name="Standard"><style:header>'
        f"{_letterhead(heading, picture)}</style:header>{_footer(heading.mention)}"
        "</style:master-page>"
        "</office:master-styles></office:document-styles>"
    )


def _footer(field: str) -> str:
    return (
        f'<style:footer><text:p text:style-name="Footer">{field_tag(field)}<text:tab/>'
        '<text:page-number text:select-page="current">1</text:page-number>\u00a0/\u00a0'
        "<text:page-count>1</text:page-count></text:p></style:footer>"
    )


LOGO_STYLE = (
    '<style:style style:name="Logo" style:family="graphic"><style:graphic-properties '
    'style:vertical-pos="middle" style:vertical-rel="text"/></style:style>'
)


def _letterhead(heading: Heading, picture: Picture | None) -> str:
    """Whose the paper is, and where from beside it: a block whose lines begin together."""
    logo = ""
    if picture:
        width, height = (side / 100 for side in picture.hundredths)
        logo = (
            f'<text:p text:style-name="Expediteur"><draw:frame draw:style-name="Logo" '
            f'draw:name="Logo" text:anchor-type="as-char" svg:width="{width}mm" '
            f'svg:height="{height}mm"><draw:image xlink:href="Pictures/logo.{picture.extension}" '
            'xlink:type="simple"/><svg:title>Logo</svg:title></draw:frame></text:p>'
        )
    whose = (
        f'{logo}<text:p text:style-name="Expediteur">{field_tag(heading.sender)}</text:p>'
        f'<text:p text:style-name="Sousexpediteur">{optional_tag(heading.beneath)}</text:p>'
    )
    where = f'<text:p text:style-name="Header">{field_tag(heading.address)}</text:p>'
    cells = "".join(
        f'<table:table-cell table:style-name="EnteteCase" office:value-type="string">{words}'
        "</table:table-cell>"
        for words in (whose, where)
    )
    return (
        '<table:table table:name="Entete"><table:table-column table:style-name="Entete0"/>'
        '<table:table-column table:style-name="Entete1"/>'
        f"<table:table-row>{cells}</table:table-row></table:table><text:p text:style-name="
        '"Interligne"/>'
    )


BESIDE = 50  # where the address of who writes stands, at the right of their name


def _letterhead_styles(across: int) -> str:
    columns = "".join(
        f'<style:style style:name="Entete{place}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}mm"/></style:style>'
        for place, width in enumerate((across - BESIDE, BESIDE))
    )
    return (
        f'{columns}<style:style style:name="EnteteCase" style:family="table-cell">'
        '<style:table-cell-properties style:vertical-align="middle" '
        'fo:border-bottom="0.6pt solid #1f5a52" fo:padding-bottom="2mm"/></style:style>'
    )


# Letters that every office has, or has some of the same widths: pages end where they should.
DEFAULTS = (
    '<style:default-style style:family="paragraph"><style:paragraph-properties '
    'fo:line-height="106%" fo:margin-bottom="1.6mm" style:tab-stop-distance="12mm"/>'
    '<style:text-properties style:font-name="Times New Roman" '
    'fo:font-family="Times New Roman" fo:font-size="11pt" fo:color="#1d232b" '
    'fo:language="fr" fo:country="FR"/>'
    "</style:default-style>"
)
# A heading stays whole, and on the page of what it heads; so do the lines of a signature.
TOGETHER = 'fo:keep-with-next="always" fo:keep-together="always"'
# Named as LibreOffice names them, so that one finds them in its list.
NAMED = (
    ("Standard", "", ""),
    ("Title", f'{TOGETHER} fo:margin-top="3.5mm" fo:margin-bottom="1mm"', 'fo:font-size="21pt"'),
    (
        "Surtitre",
        'fo:margin-bottom="0mm"',
        'fo:font-size="9.5pt" fo:color="#1f5a52" fo:font-weight="bold"',
    ),
    ("Chapeau", 'fo:margin-bottom="3.5mm"', 'fo:font-size="12.5pt" fo:color="#5b6470"'),
    ("Adresse", f'{TOGETHER} fo:margin-left="83mm"', ""),
    (
        "Date",
        f'{TOGETHER} fo:margin-left="83mm" fo:margin-top="4.5mm" fo:margin-bottom="3.9mm"',
        "",
    ),
    ("Formule", f'{TOGETHER} fo:margin-bottom="3.9mm"', ""),
    ("Article", TOGETHER, ""),
    (
        "Heading_20_1",
        f'{TOGETHER} fo:margin-top="3.9mm" fo:margin-bottom="1.5mm"',
        'fo:font-size="12.5pt" fo:color="#1f5a52" fo:font-weight="bold"',
    ),
    (
        "Annexe",
        f'{TOGETHER} fo:break-before="page" fo:margin-bottom="1.5mm"',
        'fo:font-size="12.5pt" fo:color="#1f5a52" fo:font-weight="bold"',
    ),
    (
        "Heading_20_2",
        f'{TOGETHER} fo:margin-top="3.5mm" fo:margin-bottom="1.5mm"',
        'fo:font-size="11pt" fo:font-weight="bold"',
    ),
    ("Note", 'fo:margin-top="2.8mm"', 'fo:font-size="9pt" fo:color="#5b6470"'),
    ("Puce", 'fo:margin-left="7mm" fo:text-indent="-5mm" fo:margin-bottom="1.5mm"', ""),
    ("Sommaire", 'fo:margin-left="5mm" fo:margin-bottom="1mm"', ""),
    ("Interligne", 'fo:margin-bottom="4mm" fo:line-height="1pt"', 'fo:font-size="1pt"'),
    (
        "Lien",
        'fo:margin-bottom="4mm" fo:line-height="1pt" fo:keep-with-next="always"',
        'fo:font-size="1pt"',
    ),
    ("Cellule", 'fo:margin-bottom="0mm"', 'fo:font-size="10pt"'),
    (
        "Entete",
        'fo:margin-bottom="0mm"',
        'fo:font-size="9pt" fo:color="#1f5a52" fo:font-weight="bold"',
    ),
    ("Sousexpediteur", 'fo:margin-bottom="0mm"', 'fo:font-size="9.5pt" fo:color="#5b6470"'),
    ("Expediteur", 'fo:margin-bottom="0.5mm"', 'fo:font-size="13pt" fo:font-weight="bold"'),
    (
        "Header",
        'fo:margin-bottom="0mm"',
        'fo:font-size="9pt" fo:color="#5b6470"',
    ),
)


def _paragraph_styles(across: int) -> str:
    """Every style of a paragraph; pages are numbered at the right."""
    tab = (
        f'<style:tab-stops><style:tab-stop style:position="{across}mm" style:type="right"/>'
        "</style:tab-stops>"
    )
    footer = _style("Footer", "", 'fo:font-size="8.5pt" fo:color="#5b6470"', tab)
    return DEFAULTS + "".join(_style(*one) for one in NAMED) + footer


def _style(name: str, paragraph: str, letters: str, tabs: str = "") -> str:
    parent = "" if name == "Standard" else ' style:parent-style-name="Standard"'
    return (
        f'<style:style style:name="{name}" style:display-name="{name.replace("_20_", " ")}" '
        f'style:family="paragraph"{parent}><style:paragraph-properties {paragraph}>{tabs}'
        f"</style:paragraph-properties><style:text-properties {letters}/></style:style>"
    )


def _manifest(picture: Picture | None) -> str:
    parts = [
        ("/", MEDIA["odt"]),
        *((name, "text/xml") for name in ("content.xml", "styles.xml", "meta.xml")),
    ]
    if picture:
        parts.append((f"Pictures/logo.{picture.extension}", picture.media))
    words = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{media}"/>'
        for name, media in parts
    )
    return (
        f'<manifest:manifest xmlns:manifest="{OASIS}manifest:1.0" manifest:version="1.3">{words}'
        "</manifest:manifest>"
    )

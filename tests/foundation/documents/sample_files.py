"""Small real files of each kind that is accepted, and of those that are not."""

import io
import zipfile

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000a49444154789c6300010000050001"
    "0d0a2db40000000049454e44ae426082"
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
BROKEN_PNG = PNG[:41] + bytes(10) + PNG[51:]  # its head and its end alone are sound
PHOTO = bytes.fromhex(  # twelve points by eight
    "ffd8ffe000104a46494600010100000100010000ffdb00430050373c463c32504641465a55505f78c882786e"
    "6e78f5afb991c8ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
    "ffffdb004301555a5a786978eb8282ebffffffffffffffffffffffffffffffffffffffffffffffffffffffff"
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffc00011080008000c030111000211010311"
    "01ffc4001500010100000000000000000000000000000004ffc4001510010100000000000000000000000000"
    "000012ffc4001501010100000000000000000000000000000003ffc400151101010000000000000000000000"
    "0000000013ffda000c03010002110311003f009e9492b4289147ffd9"
)
JPEG = bytes.fromhex("ffd8ffe000104a4649460001ffd9")
TEXT = "Compte rendu du 3 mars, à Pornic.\n".encode()
OFFICE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OPEN = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}


def archive(parts: dict[str, bytes], comment: bytes = b"") -> bytes:
    """A ZIP of these parts, in their order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as written:
        for name, content in parts.items():
            written.writestr(name, content)
        written.comment = comment
    return stream.getvalue()


def office(kind: str, *others: str) -> bytes:
    """The smallest DOCX, XLSX or PPTX, with other parts."""
    names = ("[Content_Types].xml", OFFICE[kind], *others)
    return archive(dict.fromkeys(names, b"<x/>"))


def open_document(kind: str) -> bytes:
    """The smallest ODT, ODS or ODP."""
    media = f"application/vnd.oasis.opendocument.{OPEN[kind]}".encode()
    return archive({"mimetype": media, "content.xml": b"<x/>"})


def accepted() -> dict[str, bytes]:
    """One file of each extension that is accepted."""
    return {
        "a.pdf": PDF,
        "a.png": PNG,
        "a.jpg": JPEG,
        "a.jpeg": JPEG,
        "a.txt": TEXT,
        "a.csv": b"Nom;Commune\r\nAMA;Pornic\r\n",
        **{f"a.{kind}": office(kind) for kind in OFFICE},
        **{f"a.{kind}": open_document(kind) for kind in OPEN},
    }


def refused() -> dict[str, bytes]:
    """Files whose kind is not ours, that contradict their name, or that are two things at once."""
    return {
        "page.html": b"<html></html>",
        "plan.svg": b"<svg/>",
        "page.txt": b"  <!DOCTYPE html><script>alert(1)</script>",
        "plan.png": b"<svg onload='x()'/>",
        "rapport.pdf": PNG,
        "coupe.pdf": PDF[:20],
        "double.pdf": PDF + archive({"a.txt": b"x"}),
        "double.png": PNG + b"<script>",
        "image.jpg": JPEG + archive({"a.txt": b"x"}),
        "macro.docx": office("docx", "word/vbaProject.bin"),
        "deux.docx": office("docx", "xl/workbook.xml"),
        "mots.docx": archive({"[Content_Types].xml": b"", OFFICE["docx"]: b""}, b"<script>"),
        "autre.docx": office("xlsx"),
        "casse.docx": office("docx")[:40],
        "programme.txt": bytes.fromhex("7f454c4602010100"),
        "script.txt": b"#!/bin/sh\n",
        "sans": TEXT,
        "archive.zip": archive({"a.txt": b"x"}),
        "rapport.pdf.exe": PDF,
    }

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


def open_document(kind: str, *others: str) -> bytes:
    """The smallest ODT, ODS or ODP, with other parts."""
    media = f"application/vnd.oasis.opendocument.{OPEN[kind]}".encode()
    return archive({"mimetype": media, **dict.fromkeys(("content.xml", *others), b"<x/>")})


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


def with_charts() -> dict[str, bytes]:
    """Office documents that hold charts, and the tables that these are drawn from."""
    return {
        "a.ods": open_document("ods", "Object 1/content.xml", "ObjectReplacements/Object 1"),
        "a.docx": office("docx", "word/embeddings/Microsoft_Excel_Sheet1.xlsx"),
        "a.pptx": office("pptx", "ppt/embeddings/Microsoft_Excel_Sheet1.xlsx"),
        "a.xlsx": office("xlsx", "xl/printerSettings/printerSettings1.bin"),
        "a.odt": open_document("odt", "Configurations2/accelerator/current.xml"),
    }


def active() -> dict[str, bytes]:
    """Office documents that run something, or hold something that another program opens."""
    return {
        "macro.docx": office("docx", "word/vbaProject.bin"),
        "macro.xlsx": office("xlsx", "xl/vbaProject.bin"),
        "macro4.xlsx": office("xlsx", "xl/macrosheets/sheet1.xml"),
        "control.docx": office("docx", "word/activeX/activeX1.xml"),
        "object.docx": office("docx", "word/embeddings/oleObject1.bin"),
        "object.pptx": office("pptx", "ppt/embeddings/oleObject1.BIN"),
        "basic.odt": open_document("odt", "Basic/Standard/Module1.xml"),
        "python.ods": open_document("ods", "Scripts/python/a.py"),
        "inner.odp": open_document("odp", "Object 1/Basic/script-lc.xml"),
        "object.odt": open_document("odt", "Object 1"),
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
        "above.docx": office("docx", "../../x.xml"),
        "root.odt": open_document("odt", "/etc/x"),
        "drive.ods": open_document("ods", "C:x"),
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

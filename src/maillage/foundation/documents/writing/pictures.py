"""How large is a logo, is it one, and can it be drawn?"""

import io
import json
import struct
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from maillage.foundation.documents.files.rules import DocumentRefusedError, media_of

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
WIDEST = 4_000
TALLEST_ON_PAPER = 1_600
WIDEST_ON_PAPER = 6_000
ALONE = b"#image(bytes(json(bytes(sys.inputs.picture))))"


@dataclass(frozen=True)
class Picture:
    """A logo: its content, its kind, and its sides in pixels."""

    content: bytes
    extension: str
    width: int
    height: int

    @property
    def media(self) -> str:
        return "image/png" if self.extension == "png" else "image/jpeg"

    @property
    def hundredths(self) -> tuple[int, int]:
        """Its sides on paper, in hundredths of a millimetre: 16 mm high, 60 mm wide at most."""
        scale = min(TALLEST_ON_PAPER / self.height, WIDEST_ON_PAPER / self.width)
        return round(self.width * scale), round(self.height * scale)


def read_picture(content: bytes) -> Picture:
    """The logo; DocumentRefusedError when it is neither PNG nor JPEG, or is out of proportion."""
    is_png = content.startswith(PNG)
    sides = _png_sides(content) if is_png else _jpeg_sides(content)
    if sides is None:
        raise DocumentRefusedError(_("Ce logo n’est ni un PNG ni un JPEG, ou il est abîmé."))
    if not 0 < sides[0] <= WIDEST or not 0 < sides[1] <= WIDEST:
        raise DocumentRefusedError(
            _("Ce logo est trop grand : réduisez-le à 4 000 points de côté au plus.")
        )
    return Picture(content, "png" if is_png else "jpg", *sides)


def drawn_picture(content: bytes) -> Picture:
    """The logo, once it was drawn; DocumentRefusedError when it is cut short, damaged, or none."""
    picture = read_picture(content)
    media_of(f"logo.{picture.extension}", io.BytesIO(content))
    if not _is_drawn(content):
        raise DocumentRefusedError(
            _(
                "Ce logo est abîmé : ouvrez-le, enregistrez-le de nouveau en PNG ou en JPEG, puis "
                "renvoyez-le."
            )
        )
    return picture


def _is_drawn(content: bytes) -> bool:
    """Whether what writes the PDF can draw it, alone on a page."""
    import typst

    inputs = {"picture": json.dumps(list(content))}
    try:
        typst.Compiler(ALONE, ignore_system_fonts=True, sys_inputs=inputs).compile(format="pdf")
    except typst.TypstError:
        return False
    return True


def picture_at(path: Path) -> Picture | None:
    """The logo kept at this path, or None when it is gone or no longer one."""
    try:
        return read_picture(path.read_bytes())
    except (FileNotFoundError, DocumentRefusedError):
        return None


def _png_sides(content: bytes) -> tuple[int, int] | None:
    if content[12:16] != b"IHDR" or len(content) < 24:
        return None
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg_sides(content: bytes) -> tuple[int, int] | None:
    """The sides told by the frame of a JPEG, found from marker to marker."""
    if not content.startswith(JPEG):
        return None
    position = 2
    while position + 9 < len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        if marker in FRAMES:
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + struct.unpack(">H", content[position + 2 : position + 4])[0]
    return None

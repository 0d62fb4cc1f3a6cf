"""How is XML read without ever following what it points to?"""

from collections.abc import Callable
from xml.parsers import expat

from maillage.foundation.exchange.cells.problems import UnreadableFileError

StartHandler = Callable[[str, dict[str, str]], None]
EndHandler = Callable[[str], None]
TextHandler = Callable[[str], None]

_CHUNK = 262_144
_UNSAFE = (
    "Ce classeur contient des déclarations (DTD) qu’aucun tableur n’écrit : il est refusé par "
    "prudence. Enregistrez-le à nouveau depuis votre tableur."
)


def read_markup(
    content: bytes,
    start: StartHandler,
    end: EndHandler | None = None,
    text: TextHandler | None = None,
) -> None:
    """Walks an XML part; refuses any DTD, entity or malformed text. Names keep their prefix."""
    # Expat never loads external entities by itself; the declaration alone is refused below.
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    if end:
        parser.EndElementHandler = end
    if text:
        parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        for position in range(0, len(content), _CHUNK):
            parser.Parse(content[position : position + _CHUNK], False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise UnreadableFileError(
            "Ce classeur est abîmé. Ouvrez-le dans votre tableur et enregistrez-le à nouveau."
        ) from error


def _refuse_doctype(
    _name: str, _system: str | None, _public: str | None, _has_subset: bool
) -> None:
    raise UnreadableFileError(_UNSAFE)


def local_name(name: str) -> str:
    """The name of an element without its prefix."""
    return name.rpartition(":")[2]

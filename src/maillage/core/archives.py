"""What may the parts of an archive raise when they are damaged?"""

import lzma
import zipfile
import zlib

DAMAGED = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)
# A part under a password, or packed in a way that is not read here.
CLOSED = (RuntimeError, NotImplementedError)

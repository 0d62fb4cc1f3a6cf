"""The tasks of imports, at the address under which waiting ones are written in the database."""

from maillage.foundation.exchange.import_wizard.tasks import (
    check_file,
    import_file,
    read_file,
    remove_import,
)

__all__ = ["check_file", "import_file", "read_file", "remove_import"]

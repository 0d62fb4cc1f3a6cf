"""Which table of the directory comes in and goes out?"""

from maillage.foundation.exchange.targets.targets import imports
from maillage.ground.directory.contact_files.table.target import CONTACTS

imports.answer(lambda: (CONTACTS,))

"""Where do the pages of the context stand in this cooperation?"""

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.records import pages_of

Place = tuple[PageLink, ...]
page_url = pages_of("context")

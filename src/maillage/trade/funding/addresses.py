"""Where do the pages of funding stand in this cooperation?"""

from maillage.foundation.cooperations.pages.records import pages_of

page_url = pages_of("funding")

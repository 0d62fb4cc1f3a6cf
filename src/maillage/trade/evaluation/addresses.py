"""Where do the pages of evaluation stand in this cooperation?"""

from maillage.foundation.cooperations.pages.records import pages_of

page_url = pages_of("evaluation")

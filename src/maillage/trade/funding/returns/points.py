"""Which papers do the returns of a plan give?"""

from maillage.foundation.documents.writing.kinds import papers
from maillage.trade.funding.returns.papers import return_papers

papers.answer(return_papers)

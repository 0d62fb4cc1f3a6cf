"""What does the scheme of childcare tell on the page of the facilities?"""

from django.db.models import Model

from maillage.core.fragments import Fragment, fragments
from maillage.core.points import Reader
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.trade.context.childcare.checks import read_checks
from maillage.trade.context.choices import FacilityField

FACILITIES_PAGE = f"context:facilities:{FacilityField.CHILDREN}"


@fragments.answer
def checks_of_a_ctg(reader: Reader, page: str, _record: Model | None) -> list[Fragment]:
    """What a CTG answers of a scheme of childcare."""
    if page != FACILITIES_PAGE or (checks := read_checks(as_access(reader))) is None:
        return []
    return [Fragment("context/parts/childcare.html", {"checks": checks})]

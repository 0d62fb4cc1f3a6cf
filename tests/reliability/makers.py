"""Makes the arguments of the addresses that are opened without account."""

from maillage.foundation.cooperations.links.services import answer_token
from maillage.foundation.cooperations.models import Cooperation
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.directory.makers import make_member
from tests.registry import Argument


def _token(cooperation: Cooperation) -> str:
    number = make_member(cooperation=cooperation).organisation_id
    return answer_token(make_answer_link(cooperation=cooperation, target=number))


URL_ARGUMENTS = {
    "purpose": Argument(lambda cooperation: "card", common=True),
    "token": Argument(_token),
    "uidb36": Argument(lambda cooperation: "1", common=True),
    "key": Argument(lambda cooperation: "set-password", common=True),
}

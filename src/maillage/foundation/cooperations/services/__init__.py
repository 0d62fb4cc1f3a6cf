"""Opening spaces and cooperations, giving accesses, sending signed links."""

from maillage.foundation.cooperations.services.closing import (
    ask_for_second_factor,
    close_account,
    reopen_account,
)
from maillage.foundation.cooperations.services.first import AlreadyOpenError, open_installation
from maillage.foundation.cooperations.services.leaving import (
    erase_abandoned_notes,
    erase_notes,
    hand_over_notes,
)
from maillage.foundation.cooperations.services.life import close_cooperation, reopen_cooperation
from maillage.foundation.cooperations.services.links import (
    LinkDraft,
    accept_invitation,
    invite,
    make_answer_link,
    make_answer_links,
    mark_answered,
    mark_answered_signed_in,
    revoke_link,
)
from maillage.foundation.cooperations.services.spaces import (
    LastOfficerError,
    create_cooperation,
    edit_cooperation,
    give_access,
    open_workspace,
    withdraw_access,
)

__all__ = [
    "AlreadyOpenError",
    "LastOfficerError",
    "LinkDraft",
    "accept_invitation",
    "ask_for_second_factor",
    "close_account",
    "close_cooperation",
    "create_cooperation",
    "edit_cooperation",
    "erase_abandoned_notes",
    "erase_notes",
    "give_access",
    "hand_over_notes",
    "invite",
    "make_answer_link",
    "make_answer_links",
    "mark_answered",
    "mark_answered_signed_in",
    "open_installation",
    "open_workspace",
    "reopen_account",
    "reopen_cooperation",
    "revoke_link",
    "withdraw_access",
]

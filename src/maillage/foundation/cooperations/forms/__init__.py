"""What is typed about cooperations and their accesses."""

from maillage.foundation.cooperations.forms.accesses import (
    AcceptForm,
    AccountClosingForm,
    FirstForm,
    InviteForm,
    RoleForm,
    SignedInForm,
)
from maillage.foundation.cooperations.forms.life import ClosingForm
from maillage.foundation.cooperations.forms.spaces import CooperationForm, NewCooperationForm

__all__ = [
    "AcceptForm",
    "AccountClosingForm",
    "ClosingForm",
    "CooperationForm",
    "FirstForm",
    "InviteForm",
    "NewCooperationForm",
    "RoleForm",
    "SignedInForm",
]

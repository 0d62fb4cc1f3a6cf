"""Which legal forms are possible for a worked example?"""

from maillage.law.cases.inputs import Inputs
from maillage.law.cases.outputs import Outputs, outputs_of
from maillage.law.legal_forms import FormMember, FormProject, legal_forms


def legal_forms_outputs(inputs: Inputs) -> Outputs:
    """Return whether each form asked is possible."""
    members = [_member(one) for one in inputs.items("members")]
    project = FormProject(
        tuple(members) if inputs.has("members") else None,
        inputs.flag("one_piece", True),
        inputs.amount_or_none("open_market_share"),
        inputs.flag("general_interest_only", True),
        inputs.text_or_none("competence"),
    )
    return outputs_of(legal_forms(project, inputs.names("forms")))


def _member(one: Inputs) -> FormMember:
    return FormMember(
        name=one.text("name"),
        kind=one.text("kind"),
        population=one.whole_or_none("population"),
        seats=one.whole_or_none("seats"),
        member_of=one.text_or_none("member_of"),
        in_other_petr=one.flag("in_other_petr", False),
        on_foreign_border=one.flag("on_foreign_border", False),
        applies_procurement_code=(
            one.flag("applies_procurement_code") if one.has("applies_procurement_code") else None
        ),
    )

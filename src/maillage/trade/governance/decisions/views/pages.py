"""What the register of decisions and the sheet of one say, and what each calls for."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.panels import panels
from maillage.core.register import Action, Chip, Column, Empty, Register, Search, Select
from maillage.core.register.cells import marked, with_distinction, with_note
from maillage.core.sheet import Fact, Readers, Sheet
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.trade.governance import permissions
from maillage.trade.governance.bodies.queries.bodies import bodies
from maillage.trade.governance.choices import Nature, Outcome, RouteStep
from maillage.trade.governance.decisions.models import Decision
from maillage.trade.governance.decisions.queries import (
    OPEN,
    DecisionLine,
    DecisionPage,
    body_name,
    decision_lines,
)

UNSETTLED = "ouverte"


def decisions_register(access: Access) -> Register[Decision, DecisionLine]:
    """The register of decisions, as this reader may use it."""
    slug = access.cooperation.slug
    existing_rows = bodies(access).order_by("folded", "pk").values_list("pk", "name")
    return Register(
        caption=_("Décisions"),
        noun=(_("question"), _("questions")),
        filename="decisions",
        columns=_columns(),
        read=decision_lines,
        order="jour",
        row_url=lambda row: reverse("governance:decision", args=[slug, row.pk]),
        search=Search.through(_("Filtrer les décisions"), _("Mots de la question"), "folded"),
        selects=(
            Select(
                "portee",
                _("Portée"),
                _("Toutes les portées"),
                (
                    (UNSETTLED, _("question ouverte")),
                    *((one.value, str(one.label)) for one in Outcome),
                ),
                _of_outcome,
            ),
            Select(
                "instance",
                _("Instance"),
                _("Toutes les instances"),
                tuple((str(pk), name) for pk, name in existing_rows),
                lambda rows, requested: (
                    rows.filter(meeting__body=int(requested)) | rows.filter(body=int(requested))
                ),
            ),
        ),
        chips=(Chip("ouvertes", _("Reste à trancher"), lambda rows: rows.filter(OPEN)),),
        actions=decision_gestures(access),
        empty=_empty(access),
    )


def _empty(access: Access) -> Empty:
    return Empty(
        _("Aucune décision pour l’instant"),
        _(
            "Les décisions notées en séance arrivent ici d’elles-mêmes. Ajoutez celles qui se sont "
            "prises ailleurs, et les questions qui restent ouvertes."
        ),
        decision_gestures(access),
    )


def _of_outcome(rows: QuerySet[Decision], requested: str) -> QuerySet[Decision]:
    return rows.filter(outcome="" if requested == UNSETTLED else requested)


def decision_gestures(access: Access) -> tuple[Action, ...]:
    """The gestures of whoever keeps decisions."""
    if not permissions.can_keep_decisions(access):
        return ()
    add = reverse("governance:decision_add", args=[access.cooperation.slug])
    return (Action(_("Ajouter une question"), add, "plus", main=True),)


def _columns() -> tuple[Column[DecisionLine], ...]:
    return (
        Column(
            "question",
            _("Question"),
            lambda row: row.question,
            cell=lambda row: with_distinction(row.question, _day_words(row)),
            sort=("folded",),
            wide=True,
        ),
        Column(
            "decide",
            _("Ce qui est décidé"),
            lambda row: row.wording,
            cell=lambda row: with_note(row.wording, row.effects),
            wide=True,
            speaks=True,
        ),
        Column("instance", _("Instance"), lambda row: row.body, quiet=True),
        *_settled_columns(),
    )


def _settled_columns() -> tuple[Column[DecisionLine], ...]:
    """When it was settled, how far it goes, under which rule, and when it is to be reviewed."""
    return (
        Column(
            "jour",
            _("Jour"),
            lambda row: row.settled_on,
            sort=("is_settled", "-settled_on", "-pk"),
            numeric=True,
        ),
        Column(
            "portee",
            _("Portée"),
            lambda row: row.outcome_label or _("question ouverte"),
            cell=lambda row: marked("outcome", row.outcome or "open"),
            sort=("outcome",),
            speaks=True,
        ),
        Column("regle", _("Règle"), lambda row: row.rule, quiet=True),
        Column(
            "revue",
            _("À revoir le"),
            lambda row: row.review_on,
            sort=("review_on",),
            numeric=True,
            quiet=True,
        ),
    )


def _day_words(row: DecisionLine) -> str:
    return french.long_date(row.settled_on) if row.settled_on else row.body


def shown_decision(access: Access, page: DecisionPage) -> Sheet:
    """The sheet as the page draws it."""
    slug, one = access.cooperation.slug, page.decision
    return Sheet(
        title=one.question or str(one),
        sentence=decision_sentence(page),
        place=(PageLink(_("Décisions"), reverse("governance:decisions", args=[slug])),),
        facts=tuple(fact for fact in _facts(access, page) if fact.value),
        panels=tuple(panels.ask(access, "decision", one.pk)),
        readers=(Readers("eye", _("Tous les accès"), _("question, options, décision, effets")),),
    )


def decision_sentence(page: DecisionPage) -> str:
    """Where the question stands, in a sentence."""
    one = page.decision
    if not one.outcome:
        return _("Question ouverte : rien n’est encore décidé.")
    label = str(one.get_outcome_display()).capitalize()
    if page.settled_on is None:
        return f"{label}."
    if one.outcome == Outcome.TO_DELIBERATE:
        return _("Renvoyée aux conseils le %(day)s.") % {"day": french.long_date(page.settled_on)}
    return _("%(label)s, le %(day)s.") % {
        "label": label,
        "day": french.long_date(page.settled_on),
    }


def _facts(access: Access, page: DecisionPage) -> list[Fact]:
    one, slug = page.decision, access.cooperation.slug
    chosen = next((option.label for option in page.options if option.is_chosen), "")
    meeting = ""
    if one.meeting is not None:
        url = reverse("governance:meeting", args=[slug, one.meeting.pk])
        meeting = format_html('<a href="{}">{}</a>', url, one.meeting)
    joint = ""
    if one.joint_decision is not None:
        url = reverse("governance:joint_decision", args=[slug, one.joint_decision.pk])
        joint = format_html('<a href="{}">{}</a>', url, one.joint_decision)
    return [
        Fact(_("Séance"), meeting),
        Fact(_("Instance"), body_name(one)),
        Fact(_("Règle"), str(one.get_rule_display()).capitalize() if one.rule else ""),
        Fact(_("Option retenue"), chosen),
        Fact(_("Posée aux conseils"), joint),
        Fact(_("Structure qui s’en charge"), str(one.steward) if one.steward else ""),
        Fact(
            _("À revoir le"), french.long_date(one.review_on).capitalize() if one.review_on else ""
        ),
        Fact(
            _("Nature"),
            str(Nature(one.nature).label).capitalize() if one.nature else "",
            one.nature_why,
        ),
        Fact(
            _("Va maintenant"),
            str(RouteStep(one.next_step).label).capitalize() if one.next_step else "",
        ),
    ]


def next_of_decision(access: Access, page: DecisionPage) -> Waiting | None:
    """What this line calls for, for whoever keeps decisions; nothing when it lacks nothing."""
    one, slug = page.decision, access.cooperation.slug
    if not permissions.can_keep_decisions(access):
        return None
    goes_to_councils = one.outcome == Outcome.TO_DELIBERATE or one.next_step == RouteStep.COUNCILS
    if goes_to_councils and one.joint_decision is None:
        add = reverse("governance:joint_decision_add", args=[slug])
        return Waiting(
            _("Aux conseils de délibérer"),
            _("Ouvrez la décision conjointe : elle reprend la question et la règle."),
            f"{add}?decision={one.pk}",
            verb=_("Poser la question aux conseils"),
        )
    if not one.outcome and not one.nature:
        return Waiting(
            _("Politique ou technique ?"),
            _("Dites qui est compétent, et où la question va maintenant."),
            reverse("governance:routing_edit", args=[slug, one.pk]),
            verb=_("L’orienter"),
        )
    return None

"""How are the forms of a study said, from the figures that the engine read?"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.ground.directory.choices import OrganisationKind
from maillage.law.legal_forms import LegalForm, table_of_forms
from maillage.law.words import COMPETENCES, SHARED
from maillage.trade.governance.legal_forms.models import FormStudy, StudyMember
from maillage.trade.governance.legal_forms.rules import NOT_ADMITTED, Doubt, ReadForm, ReadStudy

MOST_NAMED = 3  # structures that a form does not admit


def form_label(name: str) -> str:
    """The French name of a form of the table; its word where the table has it no more."""
    return next((one.label for one in table_of_forms() if one.form == name), name)


def shared_words(shares: str) -> str:
    """What is shared, as a sentence says it: "un service"."""
    return SHARED[shares].partition(",")[0]


def studies_reading(count: int, settled: int) -> str:
    """How many studies there are, and how many have kept a form."""
    if not count:
        return ""
    every = ngettext("Une étude", "%(n)s études", count) % {
        "n": french.capital(french.in_words(count, feminine=True))
    }
    if settled == count:
        rest = ngettext("sa forme est gardée", "chacune a sa forme gardée", count)
    elif settled:
        rest = ngettext("une a sa forme gardée", "%(n)s ont leur forme gardée", settled) % {
            "n": french.in_words(settled, feminine=True)
        }
    else:
        rest = _("aucune forme n’est encore gardée")
    return f"{every} ; {rest}."


def between_words(members: Sequence[StudyMember]) -> str:
    """How many structures would cooperate: "quatre intercommunalités"."""
    count = len(members)
    kinds = {one.organisation.kind for one in members}
    if kinds == {OrganisationKind.EPCI}:
        one, several = _("une intercommunalité"), _("%(n)s intercommunalités")
    elif kinds == {OrganisationKind.COMMUNE}:
        one, several = _("une commune"), _("%(n)s communes")
    else:
        one, several = _("une structure"), _("%(n)s structures")
    return one if count == 1 else several % {"n": french.in_words(count, feminine=True)}


def study_reading(study: FormStudy, members: Sequence[StudyMember], read: ReadStudy) -> str:
    """How many forms fit those who share it, which would create a body, what is to be checked."""
    shared = shared_words(study.shares)
    if len(members) < 2:
        count = len(read.table)
        forms = ngettext("une forme sert", "%(n)s formes servent", count) % {
            "n": french.in_words(count, feminine=True)
        }
        sentence = (
            _("Ajoutez un second partenaire ; pour l’instant, %(forms)s à partager %(shared)s.")
            if members
            else _("Dites entre qui ; pour l’instant, %(forms)s à partager %(shared)s.")
        )
        return sentence % {
            "forms": forms,
            "shared": shared,
        }
    pieces = (
        _fitting_words(between_words(members), len(members), shared, read),
        _unsure_words(read),
    )
    return " ".join(filter(None, pieces))


def _fitting_words(who: str, members: int, shared: str, read: ReadStudy) -> str:
    count = len(read.fitting)
    if not read.table:
        return _("Aucune des formes qui servent à partager %(shared)s ne convient à %(who)s.") % {
            "shared": shared,
            "who": who,
        }
    if not count:
        return _("Aucune forme n’est sûre de convenir à %(who)s pour partager %(shared)s.") % {
            "shared": shared,
            "who": who,
        }
    forms = ngettext("Une forme convient", "%(n)s formes conviennent", count) % {
        "n": french.capital(french.in_words(count, feminine=True))
    }
    sharing = ngettext("qui partage", "qui partagent", members)
    bodies = _bodies_words(count, sum(one.form.creates_body for one in read.fitting))
    return f"{forms} à {who} {sharing} {shared} ; {bodies}."


def _bodies_words(count: int, creating: int) -> str:
    if count == 1 and creating:
        return _("elle crée un établissement public")
    if count == 1:
        return _("elle ne crée pas d’établissement public")
    if not creating:
        return _("aucune ne crée d’établissement public")
    if creating == count:
        return _("chacune crée un établissement public")
    return ngettext(
        "une crée un établissement public", "%(n)s créent un établissement public", creating
    ) % {"n": french.in_words(creating, feminine=True)}


def _unsure_words(read: ReadStudy) -> str:
    count = len(read.table) - len(read.fitting)
    if not read.table and any(one.is_near and one.doubts for one in read.refused):
        return _("Un fait que l’on ne sait pas peut changer la réponse.")
    if not count:
        return ""
    if read.fitting:
        words = ngettext(
            "Une autre reste à vérifier : il manque un fait ou un chiffre.",
            "%(n)s autres restent à vérifier : il manque un fait ou un chiffre.",
            count,
        )
    else:
        words = ngettext(
            "Une reste à vérifier : il manque un fait ou un chiffre.",
            "%(n)s restent à vérifier : il manque un fait ou un chiffre.",
            count,
        )
    return words % {"n": french.capital(french.in_words(count, feminine=True))}


def wish_words(study: FormStudy) -> str:
    """What the structures want, beside a form that creates a body; nothing where they want it."""
    if study.wants_new_body == "no":
        return _("crée un établissement public, ce que l’on ne veut pas de préférence")
    return _("crée un établissement public")


def doubt_words(doubts: Sequence[Doubt], names: Mapping[int, str]) -> str:
    """What is not known and would turn the answer, in one line; nothing when all is known."""
    return " ; ".join(_doubt_words(one, names) for one in doubts)


def _doubt_words(doubt: Doubt, names: Mapping[int, str]) -> str:
    words = {
        "one_piece": _("si le territoire est d’un seul tenant"),
        "open_market_share": _("la part de l’activité vendue sur le marché"),
        "general_interest_only": _("si le seul intérêt général est servi"),
        "competence": _("la compétence, si c’est : %(names)s")
        % {"names": french.listed_whole(list(COMPETENCES.values()))},
        "seats": _("les sièges de chaque structure"),
        "in_other_petr": _("si l’une d’elles est déjà dans un PETR"),
        "on_foreign_border": _("si l’une d’elles touche un État étranger"),
        "population": _("la population"),
        "procurement": _("qui applique le code de la commande publique"),
        "hub": _("l’intercommunalité de rattachement"),
        "kind": _("la nature juridique"),
    }[doubt.word]
    structures = sorted(names[one] for one in doubt.structures if one in names)
    return f"{words} ({french.listed(structures)})" if structures else words


def reasons_words(one: ReadForm) -> str:
    """Why a form does not fit, as one sentence."""
    return french.capital(_reasons(one)) + "."


def refusal_words(one: ReadForm) -> tuple[str, str]:
    """What rules a form out with others, as one sentence; what rules it out besides."""
    if not one.outsiders:
        return reasons_words(one), ""
    besides = " ; ".join(why for why in one.reasons if why != NOT_ADMITTED)
    return french.capital(_outsiders_words(one)) + ".", besides


def _reasons(one: ReadForm) -> str:
    """Its reasons, the structures that it does not admit named."""
    words = [
        _outsiders_words(one) if why == NOT_ADMITTED and one.outsiders else why
        for why in one.reasons
    ]
    return " ; ".join(words)


def _outsiders_words(one: ReadForm) -> str:
    if len(one.outsiders) > MOST_NAMED:
        return _("%(n)s structures ne peuvent pas en être membres") % {
            "n": french.in_words(len(one.outsiders), feminine=True)
        }
    names = french.listed_whole([french.with_article(name) for name in one.outsiders])
    return ngettext(
        "%(names)s ne peut pas en être membre",
        "%(names)s ne peuvent pas en être membres",
        len(one.outsiders),
    ) % {"names": names}


def option_words(one: ReadForm) -> str:
    """A form in the list of what may be kept, and what the study reads of it."""
    if not one.is_possible:
        return _("%(form)s — l’étude l’écarte : %(reasons)s") % {
            "form": one.form.label,
            "reasons": _reasons(one),
        }
    if not one.is_near:
        return _("%(form)s — possible, moins proche") % {"form": one.form.label}
    if one.doubts:
        return _("%(form)s — à vérifier") % {"form": one.form.label}
    return one.form.label


def chosen_words(study: FormStudy, read: ReadStudy) -> str:
    """What the study reads of the form that was kept: it fits, rests on a fact, or does not."""
    one = read.of(study.chosen)
    if one is None:
        return _("La table de Maillage n’a plus cette forme : relisez son texte.")
    if not one.is_possible:
        return _(
            "L’étude écarte cette forme : %(reasons)s. Votre raison dit pourquoi vous la gardez."
        ) % {"reasons": _reasons(one)}
    if one.doubts:
        return _("Elle convient si ce que l’on ne sait pas encore le permet.")
    if not one.is_near:
        return _("Elle est possible ; d’autres sont plus proches de ce que l’on partage.")
    return ""


def farther_words(forms: Sequence[ReadForm]) -> str:
    """How many forms may be used and serve something else."""
    return ngettext(
        "Une autre forme, possible mais moins proche",
        "%(n)s autres formes, possibles mais moins proches",
        len(forms),
    ) % {"n": french.capital(french.in_words(len(forms), feminine=True))}


def serves_words(form: LegalForm) -> str:
    """What a form serves: "un projet ou un financement"."""
    return " ou ".join(shared_words(one) for one in form.serves)

"""The register of postures: who drives, follows, keeps out or opposes, on what, by which fact."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.links import address
from maillage.core.register import (
    Action,
    Chip,
    Column,
    Empty,
    Register,
    Search,
    Select,
    answer_register,
)
from maillage.core.register.cells import with_note
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.cached import recall_count, recall_page
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.actors import permissions
from maillage.ground.actors.addresses import officers, opened, tabs
from maillage.ground.actors.choices import Attitude
from maillage.ground.actors.postures.models import Posture
from maillage.ground.actors.postures.queries import (
    PostureRow,
    attitude_counts,
    matching_postures,
    posture_rows,
    standing_postures,
)
from maillage.ground.actors.postures.states import AGES_AFTER
from maillage.ground.actors.readings.words import noted_as
from maillage.ground.actors.subjects.queries import subject_choices


@cooperation_page(can=permissions.can_open_game)
def postures(request: CooperationRequest) -> HttpResponse:
    """What stands today; each opening is recorded."""
    opened(request)
    standing = standing_postures(request.access, timezone.localdate())
    return answer_register(
        request,
        _register(request.access),
        standing,
        template="actors/postures.html",
        context={
            "tabs": tabs(request, "postures"),
            "sentence": lambda: postures_sentence(
                *attitude_counts(request.access, timezone.localdate() - AGES_AFTER)
            ),
            "audience": officers(request),
        },
    )


def postures_sentence(counts: Mapping[str, int], old: int = 0) -> str:
    """How many of each, in words, and how many are to be read again: postures, never people."""
    parts = [_counted(one, counts[one.value]) for one in Attitude if counts.get(one.value)]
    if not parts:
        return ""
    text = _(" et ").join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
    return f"{text[:1].upper()}{text[1:]}.{_old_words(old, sum(counts.values()))}"


def _old_words(old: int, count: int) -> str:
    if not old:
        return ""
    if count == 1:
        return _(" Cette lecture a plus de six mois : à relire.")
    sentence = ngettext(
        " Une lecture sur %(all)s a plus de six mois : à relire.",
        " %(n)s lectures sur %(all)s ont plus de six mois : à relire.",
        old,
    )
    numbers = [french.in_words(one, feminine=True) for one in (old, count)]
    return sentence % {"n": numbers[0].capitalize(), "all": numbers[1]}


def _counted(attitude: Attitude, count: int) -> str:
    words = {
        Attitude.DRIVER: ngettext("%(n)s impulseur", "%(n)s impulseurs", count),
        Attitude.FOLLOWER: ngettext("%(n)s suiveur", "%(n)s suiveurs", count),
        Attitude.NEUTRAL: ngettext("%(n)s neutre", "%(n)s neutres", count),
        Attitude.HOSTILE: ngettext("%(n)s hostile", "%(n)s hostiles", count),
    }
    return words[attitude] % {"n": french.in_words(count)}


def _register(access: Access) -> Register[Posture, PostureRow]:
    slug, old = access.cooperation.slug, timezone.localdate() - AGES_AFTER
    add = Action(_("Noter une posture"), address("actors:posture_add", slug), "plus", main=True)
    gestures = (add,) if permissions.can_keep_game(access) else ()
    return Register(
        caption=_("Postures"),
        noun=(_("posture"), _("postures")),
        filename="postures",
        columns=_columns(),
        read=lambda page: posture_rows(access, page, old),
        order="posture",
        count=partial(recall_count, access, "postures"),
        recall=partial(recall_page, access, "postures"),
        row_url=lambda row: address("actors:posture", slug, row.pk),
        search=Search(_("Filtrer les postures"), _("Acteur ou sujet"), matching_postures),
        selects=(
            Select(
                "posture",
                _("Posture"),
                _("Toutes les postures"),
                tuple((one.value, str(one.label)) for one in Attitude),
                lambda rows, value: rows.filter(attitude=value),
            ),
            Select(
                "sujet",
                _("Sujet"),
                _("Tous les sujets"),
                tuple(subject_choices(access)),
                lambda rows, value: rows.filter(subject=value),
            ),
        ),
        chips=(Chip("a-relire", _("plus de six mois"), partial(_older, days=AGES_AFTER.days)),),
        actions=gestures,
        empty=Empty(
            _("Aucune posture notée"),
            _("Commencez par qui pousse et qui freine : un acteur, un sujet, le fait qui le dit."),
            gestures,
        ),
    )


def _older(rows: QuerySet[Posture], *, days: int) -> QuerySet[Posture]:
    return rows.filter(on__lt=timezone.localdate() - timedelta(days=days))


def _columns() -> tuple[Column[PostureRow], ...]:
    return (
        Column(
            "acteur",
            _("Acteur"),
            lambda row: row.actor,
            sort=("name",),
        ),
        Column(
            "sujet",
            _("Sujet"),
            lambda row: row.subject,
            sort=("subject__label__plain",),
            measure="word",
        ),
        Column("posture", _("Posture"), lambda row: row.word, sort=("rung", "name"), speaks=True),
        Column("fait", _("Le fait qui la montre"), lambda row: row.fact, wide=True, speaks=True),
        *_origin_columns(),
    )


def _origin_columns() -> tuple[Column[PostureRow], ...]:
    """From where a posture was read, and when."""
    return (
        Column(
            "source",
            _("Source"),
            lambda row: row.source,
            cell=lambda row: with_note(row.source, noted_as(row.confidence)),
            quiet=True,
            measure="name",
        ),
        Column(
            "le",
            _("Date"),
            lambda row: row.on,
            cell=lambda row: (
                with_note(french.long_date(row.on), _("à relire"))
                if row.is_old
                else french.long_date(row.on)
            ),
            sort=("on",),
            numeric=True,
        ),
    )

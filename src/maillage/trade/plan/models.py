"""What the plan keeps: objectives, actions, parts, their answers, the news of them."""

from maillage.trade.plan.actions.models import (
    Action,
    ActionScheme,
    ProgressNote,
    Share,
    ShareAnswer,
)
from maillage.trade.plan.engineering.models import EngineeringNeed, Post, PostHolding, PostTime
from maillage.trade.plan.fiches.models import FicheModel, FicheText, FicheVersion
from maillage.trade.plan.linked_projects.models import (
    Exchange,
    Project,
    ProjectBlocker,
    ProjectStage,
)
from maillage.trade.plan.links.models import ActionDecision, ActionLink
from maillage.trade.plan.objectives.models import Objective
from maillage.trade.plan.selection.models import (
    Ballot,
    CallVoice,
    Candidacy,
    Criterion,
    FunderOpinion,
    Mark,
    ProjectCall,
    ScoringGrid,
)
from maillage.trade.plan.steps.models import (
    ActionBlocker,
    ActionStep,
    Dependency,
    SlipAcknowledgement,
)

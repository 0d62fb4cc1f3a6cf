"""How long do the possible dates of a plan take, for one chain of steps and for all of them?"""

import json
import sys
import time

import django


def main() -> None:
    """Write as JSON the processor milliseconds of a chain, its steps, and those of the plan."""
    django.setup()
    from maillage.foundation.cooperations.models import Cooperation
    from maillage.trade.plan.models import Action, ActionStep
    from maillage.trade.plan.steps.queries import component
    from maillage.trade.plan.steps.services import recompute_dates, recompute_plan

    cooperation = Cooperation.objects.get()
    first = Action.objects.order_by("pk").values_list("pk", flat=True)[0]
    steps = ActionStep.objects.filter(action__in=component(cooperation.pk, [first])).count()
    recompute_plan(cooperation)
    start = time.process_time()
    recompute_dates(cooperation, [first])
    chain = time.process_time() - start
    start = time.process_time()
    recompute_plan(cooperation)
    plan = time.process_time() - start
    sys.stdout.write(json.dumps({"chain": 1000 * chain, "steps": steps, "plan": 1000 * plan}))


if __name__ == "__main__":
    main()

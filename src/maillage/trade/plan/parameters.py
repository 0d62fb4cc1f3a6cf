"""From how many days on is a part, an action or a holder silent?"""

from datetime import timedelta

# To confirm with officers: after this long, one calls.
ANSWER_DELAY = timedelta(days=60)
NEWS_DELAY = timedelta(days=90)
IDEA_DELAY = timedelta(days=180)
UNCHANGED_DELAY = timedelta(days=183)
# The theme or the axis whose actions answer a scheme of childcare.
CHILDCARE = "petite enfance"
DEEPEST_OBJECTIVE = 3
# In days: under a week, nobody is called.
SLIPS_FROM = 7

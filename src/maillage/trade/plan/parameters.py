"""From how many days on is a part silent, or an action without news?"""

from datetime import timedelta

# To confirm with officers: after this long, one calls.
ANSWER_DELAY = timedelta(days=60)
NEWS_DELAY = timedelta(days=90)
UNCHANGED_DELAY = timedelta(days=183)
DEEPEST_OBJECTIVE = 3
# In days: under a week, nobody is called.
SLIPS_FROM = 7

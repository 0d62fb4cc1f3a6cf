"""Under which words do actions and parts enter the journal?"""

ACTIONS, SHARES = "actions", "shares"

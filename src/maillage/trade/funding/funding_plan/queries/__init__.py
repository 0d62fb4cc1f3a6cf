"""Which plans, costs, lines and steps does a reader read, and what do they say?"""

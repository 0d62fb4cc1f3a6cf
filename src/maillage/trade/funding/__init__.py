"""Who pays what the plan costs, how sure is it, and by when does it come?"""

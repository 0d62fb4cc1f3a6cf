"""Who wants what on each stake, and where do they agree?"""

"""Which line is held, and how did it change as the context moved?"""

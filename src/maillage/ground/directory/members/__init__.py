"""Which structures are in the cooperation, who weighs on it, and who speaks for whom?"""

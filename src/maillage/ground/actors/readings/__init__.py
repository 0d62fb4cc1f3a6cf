"""What was read of an actor, on which day, and how is it corrected?"""

"""Who represents each structure, and who has not said so yet?"""

"""Who acted where, from when to when, and whose mandate is about to end?"""

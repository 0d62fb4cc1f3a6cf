"""For whom does one work, where, and how many are they?"""

"""What is owed to each funder, by whom, by when, under which act, and where is the proof?"""

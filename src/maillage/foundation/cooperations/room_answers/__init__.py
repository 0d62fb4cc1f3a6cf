"""What do the rooms answer to this reader?"""

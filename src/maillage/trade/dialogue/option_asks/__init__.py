"""What does a structure answer when options are put to it?"""

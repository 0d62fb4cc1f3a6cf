"""What does a structure answer when it is asked for its positions?"""

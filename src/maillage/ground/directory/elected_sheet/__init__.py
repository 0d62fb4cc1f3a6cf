"""What does an élu hold in hand about a structure of theirs, on one side of A4?"""

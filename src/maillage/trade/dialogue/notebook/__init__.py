"""What did we hear, of whom, and what has been drawn from it?"""

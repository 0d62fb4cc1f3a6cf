"""What did these structures live together, how did it end, what is left of it?"""

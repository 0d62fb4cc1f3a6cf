"""Which actors may have a position on a day?"""

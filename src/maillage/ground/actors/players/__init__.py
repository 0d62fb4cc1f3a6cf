"""Who plays on a day?"""

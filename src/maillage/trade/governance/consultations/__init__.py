"""What do those who sit answer to a question put in writing?"""

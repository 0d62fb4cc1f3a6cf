"""What was decided, what is still open, and where does each question go?"""

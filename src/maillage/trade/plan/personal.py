"""What does the plan know of a person?"""

"""What does each structure put in common, and what does it draw from it?"""

"""Where is the cooperation in its life, and what becomes of the notes of those who leave?"""

"""Who still owes an answer, and when was it last reminded?"""

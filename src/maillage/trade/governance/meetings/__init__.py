"""When do the bodies meet, about what, and who was there?"""

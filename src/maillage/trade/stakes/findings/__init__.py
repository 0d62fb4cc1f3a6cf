"""What does one note of the land, on what does it rest, and who shares it?"""

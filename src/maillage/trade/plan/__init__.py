"""What is done together, by which structures, and for when?"""

"""What is disputed, between whom, and how hot is it?"""

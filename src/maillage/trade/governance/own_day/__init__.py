"""What do the bodies and the councils mean for the structure of whoever reads?"""

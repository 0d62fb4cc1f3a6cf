"""What does a cell hold, where is it, and what is remarked of it?"""

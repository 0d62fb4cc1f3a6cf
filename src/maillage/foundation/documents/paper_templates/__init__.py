"""On which paper and from which templates does the cooperation write?"""

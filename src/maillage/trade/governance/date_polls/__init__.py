"""On which date can those who sit meet?"""

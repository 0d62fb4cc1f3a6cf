"""Under which legal form may structures share something, and which one was kept, why?"""

"""Who is for, and who could convince whom?"""

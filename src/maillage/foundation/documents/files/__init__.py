"""Where are the files kept, under which name, of which type, and who opens them?"""

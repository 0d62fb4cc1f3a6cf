"""Who was told that they are in the file, and how long are they kept in it?"""

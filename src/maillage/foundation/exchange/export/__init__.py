"""What goes out, in the officer’s own columns?"""

"""How is a stake shown, renamed, closed and read?"""

"""How fast and how small is Maillage, beside a minimal Django page in the same run?

One module per scenario, each with `measure(place)`; those that need no database say `ONCE = True`.
"""

"""How is a perimeter drawn, changed and set aside?"""

"""How is a page of a cooperation reached, and what surrounds its form?"""

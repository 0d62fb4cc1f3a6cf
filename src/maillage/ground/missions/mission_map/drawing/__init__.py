"""How is the map of missions drawn, as a tree or as columns?"""

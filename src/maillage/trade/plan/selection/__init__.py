"""Which projects does a call take: a grid, voices that mark, funders that give an opinion?"""

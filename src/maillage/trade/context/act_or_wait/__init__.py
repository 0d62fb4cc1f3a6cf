"""Act, prepare or wait with each structure around a planned gesture?"""

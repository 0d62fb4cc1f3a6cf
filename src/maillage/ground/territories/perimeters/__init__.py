"""Which perimeters does a cooperation draw for itself?"""

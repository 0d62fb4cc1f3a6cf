"""How may a sum be shared, by which measures, and what would each structure pay?"""

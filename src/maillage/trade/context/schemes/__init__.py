"""Which schemes cover this land, who holds them, and when do they end?"""

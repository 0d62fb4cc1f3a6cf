"""Which sources, together, would leave the owners least to pay?"""

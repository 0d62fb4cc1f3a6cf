"""Which territories exist, who lives there, and where are they read from?"""

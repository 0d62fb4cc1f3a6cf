"""Who sits where, for how long, and how does one write to those who sit?"""

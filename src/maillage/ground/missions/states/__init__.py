"""How is the state of every mission computed, stored and found stale?"""

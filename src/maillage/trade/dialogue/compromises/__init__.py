"""Which option can everyone live with, on which conditions?"""

"""Which territory bears this name or this code?"""

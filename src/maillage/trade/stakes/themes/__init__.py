"""On which themes does the cooperation work, and which ones wait?"""

"""One page for a meeting: before it, during it, after it?"""

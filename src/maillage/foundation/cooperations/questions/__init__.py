"""Which questions can be put by link, and who answers them?"""

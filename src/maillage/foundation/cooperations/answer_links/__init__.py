"""Which questions were sent by link, to whom, and which came back?"""

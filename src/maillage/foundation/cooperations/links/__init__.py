"""Which signed links were sent, to whom, and until when do they open?"""

"""Who moved since a day, towards what, after which event?"""

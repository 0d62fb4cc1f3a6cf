"""Which time did people promise, and which facts were observed of people and structures?"""

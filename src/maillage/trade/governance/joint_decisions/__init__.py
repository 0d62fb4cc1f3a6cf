"""Where is each council on a text that all must vote?"""

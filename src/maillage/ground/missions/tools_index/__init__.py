"""Where is the tool that I need?"""

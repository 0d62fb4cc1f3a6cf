"""What can one have a position on?"""

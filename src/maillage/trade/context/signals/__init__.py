"""What happens at our partners’, and what do we answer?"""

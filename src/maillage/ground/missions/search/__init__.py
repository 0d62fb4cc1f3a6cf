"""What does one box find everywhere the reader may look?"""

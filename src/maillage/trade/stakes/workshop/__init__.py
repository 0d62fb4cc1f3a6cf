"""What is said on a stake by those who sit in the room?"""

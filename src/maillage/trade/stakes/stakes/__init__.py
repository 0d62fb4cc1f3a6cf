"""What is at stake, and what became of each stake?"""

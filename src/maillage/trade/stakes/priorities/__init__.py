"""What does each theme touch for each structure, and is the order safe?"""

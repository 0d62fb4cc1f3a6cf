"""What does each actor want on each subject?"""

"""What is each structure to pay for the cooperation, what was called, and what came?"""

"""What is this cooperation, under which name, profile and phase?"""

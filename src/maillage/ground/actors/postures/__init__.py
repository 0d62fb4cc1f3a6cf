"""How does each actor stand on each subject, and by which fact is it known?"""

"""By which rule does a body decide, and what does each voice weigh?"""

"""Who pays for the people that carry the plan, who holds each post, and what time is missing?"""

"""What waits for me, what arrived, what comes, and what does the next one need?"""

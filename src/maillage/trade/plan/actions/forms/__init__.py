"""What is typed of actions and of their parts."""

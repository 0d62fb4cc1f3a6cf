"""What is read of actions and of their parts."""

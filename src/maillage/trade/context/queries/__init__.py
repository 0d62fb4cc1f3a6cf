"""What is read of the context."""

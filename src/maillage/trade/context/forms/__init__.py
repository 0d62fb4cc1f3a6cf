"""What is typed about the context."""

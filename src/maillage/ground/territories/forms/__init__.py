"""What is typed about territories."""

"""What is typed about governance."""

"""What is typed about structures and people."""

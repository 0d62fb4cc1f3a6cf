"""What is typed about cooperations and their accesses."""

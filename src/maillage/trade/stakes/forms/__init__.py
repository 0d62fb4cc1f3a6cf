"""What is typed of stakes."""

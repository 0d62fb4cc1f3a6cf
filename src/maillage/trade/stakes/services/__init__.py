"""What is written of stakes."""

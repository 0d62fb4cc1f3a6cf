"""What is written of governance."""

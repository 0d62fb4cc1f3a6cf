"""What the readers of governance may see."""

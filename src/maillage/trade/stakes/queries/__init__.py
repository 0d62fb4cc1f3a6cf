"""What the readers of stakes may see."""

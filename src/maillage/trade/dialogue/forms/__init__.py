"""What the dialogue asks."""

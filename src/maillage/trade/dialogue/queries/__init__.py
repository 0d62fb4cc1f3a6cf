"""What the dialogue reads."""

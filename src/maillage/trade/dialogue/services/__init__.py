"""What the dialogue writes."""

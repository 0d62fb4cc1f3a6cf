"""What the context writes."""

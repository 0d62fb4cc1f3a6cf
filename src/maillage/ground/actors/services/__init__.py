"""What the play of actors writes."""

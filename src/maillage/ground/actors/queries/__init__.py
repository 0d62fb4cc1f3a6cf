"""What the play of actors reads."""

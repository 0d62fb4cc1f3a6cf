"""What is typed in the play of actors."""

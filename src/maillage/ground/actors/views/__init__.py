"""The pages of the play of actors."""

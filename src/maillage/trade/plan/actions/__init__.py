"""The objectives, the actions and the part that each structure takes in them."""

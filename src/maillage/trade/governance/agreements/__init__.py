"""What is agreed together: a text, frozen once, that each party votes and signs."""

"""What does French practice ask of this cooperation? Rules as data, pure functions, findings."""

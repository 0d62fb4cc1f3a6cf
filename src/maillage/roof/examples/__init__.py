"""Living examples of the five forms, on invented content."""

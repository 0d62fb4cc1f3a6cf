"""What a line is worth, and what the law says of a plan: it warns, it never blocks."""

"""A holder says by link what comes next on its project."""

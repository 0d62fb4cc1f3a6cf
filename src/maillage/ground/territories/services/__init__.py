"""Loading the official register, inventing territories, drawing perimeters."""

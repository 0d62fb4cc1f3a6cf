"""What the official register says, readable without a database or a network."""

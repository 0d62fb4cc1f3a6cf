"""What leaves by e-mail, to whom, and how often."""

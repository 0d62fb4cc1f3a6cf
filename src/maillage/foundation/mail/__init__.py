"""What leaves by e-mail."""

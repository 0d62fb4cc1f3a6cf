"""How the official files become the one compact file that the application reads."""

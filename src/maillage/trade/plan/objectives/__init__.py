"""What the cooperation aims at, axis by axis."""

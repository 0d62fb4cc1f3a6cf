"""What a funder asks back: its table, filled with the plans, and what is missing in it."""

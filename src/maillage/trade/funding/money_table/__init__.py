"""What things cost and who pays them, as officers keep it in a table, comes in and goes out."""

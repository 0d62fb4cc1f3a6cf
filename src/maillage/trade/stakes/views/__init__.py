"""The pages of stakes."""

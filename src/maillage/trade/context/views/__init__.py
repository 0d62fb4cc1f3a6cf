"""The pages of the context."""

"""The pages of cooperations themselves, one module per tool."""

"""The pages of the examples, one module per form."""

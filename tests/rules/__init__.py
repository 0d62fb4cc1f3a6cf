"""The rules of the house, as functions on source text: what each one finds broken."""

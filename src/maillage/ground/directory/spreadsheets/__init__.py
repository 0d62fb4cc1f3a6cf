"""How rows of a spreadsheet become structures, people, mandates and seats."""

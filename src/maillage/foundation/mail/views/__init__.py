"""The pages about one's letters."""

"""The pages of the map, one module per tool."""

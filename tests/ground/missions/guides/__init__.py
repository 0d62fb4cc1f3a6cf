"""The help of the tools."""

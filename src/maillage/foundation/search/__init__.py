"""One box that looks everywhere the reader may look."""

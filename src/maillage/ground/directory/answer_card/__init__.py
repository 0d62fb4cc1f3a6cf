"""Is the card of a structure right? The structure says so, without account."""

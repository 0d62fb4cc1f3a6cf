"""What structures would rather read: compared as words, settled, put in the next version."""

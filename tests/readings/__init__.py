"""Every sentence of every reading, with what it rests on."""

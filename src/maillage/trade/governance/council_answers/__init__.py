"""Many councils asked, and their answers noted, each on one page."""

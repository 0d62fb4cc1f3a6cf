"""Tables of governance as officers write them, each with what it says."""

"""Opening spaces and cooperations, giving accesses, sending signed links."""

"""Who could pay what: calls, allocations, their rules and their windows."""

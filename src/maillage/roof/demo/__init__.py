"""The demonstration: three fictional cooperations, and a large one."""

"""Tables of money, as officers keep them."""

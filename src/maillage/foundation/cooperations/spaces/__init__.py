"""Which cooperations does one run, and who works in each of them?"""

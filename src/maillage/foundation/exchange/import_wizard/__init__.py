"""Which spreadsheet comes in, with which columns, and how is it taken back?"""

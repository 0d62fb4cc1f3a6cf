"""Who may read a record, and how was an answer obtained?"""

"""Which documents are attached, to which sheet?"""

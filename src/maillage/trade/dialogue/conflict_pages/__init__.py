"""How is a conflict shown and followed, with the compromises looked for on it?"""

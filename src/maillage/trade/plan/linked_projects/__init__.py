"""The projects of others: who carries them, where they stand, when one last spoke."""

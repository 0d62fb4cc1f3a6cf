"""Where does the cooperation take place, and what overlaps?"""

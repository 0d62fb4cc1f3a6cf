"""Where does the cooperation stand, mission by mission?"""

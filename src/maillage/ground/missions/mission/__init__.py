"""Where does one mission stand, and what does an officer say of it?"""

"""Who works in the cooperation, with which role, and how does one come in?"""

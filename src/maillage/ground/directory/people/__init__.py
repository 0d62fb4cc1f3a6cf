"""Who are the people of the cooperation, and which mandates do they hold, since when?"""

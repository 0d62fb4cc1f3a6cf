"""Where does what is known of an actor come from?"""

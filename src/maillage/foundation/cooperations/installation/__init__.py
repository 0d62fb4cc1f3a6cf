"""Who looks after this installation, who publishes it, and does its mail leave?"""

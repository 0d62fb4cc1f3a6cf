"""Who promised what, and is it done?"""

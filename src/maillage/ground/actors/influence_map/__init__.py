"""Who weighs, who depends, who is tied to whom?"""

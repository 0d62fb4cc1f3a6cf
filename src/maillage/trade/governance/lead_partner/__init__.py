"""Who carries this subject for the others, by which act, until when?"""

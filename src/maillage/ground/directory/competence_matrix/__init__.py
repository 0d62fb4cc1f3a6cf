"""Which member holds which competence, and to whom was it transferred?"""

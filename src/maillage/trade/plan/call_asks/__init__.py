"""What do a voice and a funder say of the projects of a call, without account?"""

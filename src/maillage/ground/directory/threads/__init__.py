"""What is between a structure and the cooperation, said in a sentence on several pages?"""

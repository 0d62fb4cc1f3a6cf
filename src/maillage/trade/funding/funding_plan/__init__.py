"""What does it cost, who pays, how sure is each sum, and what do the rules say of it?"""

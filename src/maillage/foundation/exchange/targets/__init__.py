"""Where can a spreadsheet go?"""

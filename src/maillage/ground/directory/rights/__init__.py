"""What does a person have a right to: read what is known of them, be corrected, be erased?"""

"""Which structures, people and mandates does a contact file bring?"""

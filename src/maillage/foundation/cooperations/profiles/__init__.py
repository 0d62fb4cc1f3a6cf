"""Which words and tools suit this kind of cooperation?"""

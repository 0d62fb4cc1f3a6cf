"""Whose account may be closed, by whom, and what would be left without anybody?"""

"""How does each structure live the cooperation, as wished or imposed?"""

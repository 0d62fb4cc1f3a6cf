"""What does a room do each minute, in the background?"""

from datetime import datetime

from maillage.core.points import Point

chores: Point[[datetime], str] = Point("chores")
"""Asked by the tick with the present instant; a room answers with what it did, in a few words."""

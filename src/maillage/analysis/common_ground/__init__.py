"""Where do structures agree, where may they clash, who has said nothing, who could convince?"""

from maillage.analysis.common_ground.labels import (
    Label,
    SubjectReading,
    common_ground,
    subject_reading,
)
from maillage.analysis.common_ground.persuasion import Persuasion, who_could_convince
from maillage.analysis.common_ground.silence import SilentStructure, silent_structures

__all__ = [
    "Label",
    "Persuasion",
    "SilentStructure",
    "SubjectReading",
    "common_ground",
    "silent_structures",
    "subject_reading",
    "who_could_convince",
]

"""What do the kernel's accounts say of a web server: its processor time, its memory?"""

import os
from pathlib import Path

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """Return the process and its living children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def processor_ms(pids: list[int]) -> float:
    """Return the milliseconds of processor that these processes have used, user and system."""
    return sum(map(_ticks, pids)) * 1000 / TICKS_PER_SECOND


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def shared_out_mb(pids: list[int]) -> float:
    """Return the processes' memory in MB, each shared page counted once between its users (PSS)."""
    return sum(map(_pss_kb, pids)) / 1024


def _pss_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))

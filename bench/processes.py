"""What do the kernel's accounts say of a web server: its processor time, its memory?"""

import time
from pathlib import Path

OF_A_WHOLE_PROCESS = 2  # Linux: what its clocks count, with the process's number


def family(pid: int) -> list[int]:
    """Return the process and its living children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def processor_ms(pids: list[int]) -> float:
    """Return the milliseconds of processor that these processes have used, user and system."""
    return 1000 * sum(time.clock_gettime(_clock_of(pid)) for pid in pids)


def _clock_of(pid: int) -> int:
    """The clock of another process, as clock_getcpuclockid(3) names it: a few requests show on it.

    /proc counts by hundredths of a second, the price of several small pages.
    """
    return (~pid << 3) | OF_A_WHOLE_PROCESS


def shared_out_mb(pids: list[int]) -> float:
    """Return the processes' memory in MB, each shared page counted once between its users (PSS)."""
    return sum(map(_pss_kb, pids)) / 1024


def _pss_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))

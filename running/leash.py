"""How does a child end when its parent is killed, and let pages go first?

Started in place of the child: asks Linux to end this process with the parent, then becomes the
child. Other systems have no such call; there the child ends with an orderly stop only.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
BEHIND = 10


def leashed(command: list[str], *, gives_way: bool = False) -> list[str]:
    """Return the command that runs this one and ends it when the thread that starts it ends.

    One that `gives_way` takes the processor when no page asks for it: its niceness is 10.
    """
    niceness = str(BEHIND if gives_way else 0)
    return [sys.executable, "-I", "-S", __file__, str(os.getpid()), niceness, *command]


def main(parent: int, niceness: int, command: list[str]) -> None:
    """Become the command, which receives SIGTERM when the parent ends; never returns."""
    os.nice(niceness)
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            sys.exit(1)
    os.execvp(command[0], command)  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])

"""What the service costs while it is played to: CPU of every process that takes part, and memory."""

from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any


def percentile(ordered: Sequence[float], share: float) -> float:
    """The value below which ``share`` (0 to 1) of the ordered values lie; 0 when there are none."""
    if not ordered:
        return 0.0
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def tool() -> Any | None:
    """The ``psutil`` library, or None: it comes with the tools for tests, not with the service."""
    try:
        return import_module("psutil")
    except ImportError:
        return None


class Processes:
    """Some processes and all their children."""

    def __init__(self, pids: Iterable[int]) -> None:
        self._tool = tool()
        self._pids = sorted(set(pids))
        self._cpu: dict[int, float] = {}

    @property
    def measurable(self) -> bool:
        """Whether there is a way to measure, and something to measure."""
        return self._tool is not None and bool(self._pids)

    def add(self, pids: Iterable[int]) -> None:
        """Watch these as well (a service that was started anew)."""
        self._pids = sorted({*self._pids, *pids})

    def cpu_seconds(self) -> float:
        """User and system time used so far, with that of children that have ended. Never falls."""
        for one in self._living():
            try:
                times = one.cpu_times()
            except self._tool.Error:  # type: ignore[union-attr]
                continue
            # Children that have been waited for are counted by their parent, living ones by themselves.
            self._cpu[one.pid] = times.user + times.system + times.children_user + times.children_system
        return sum(self._cpu.values())

    def memory_bytes(self) -> int:
        """Resident memory now. PostgreSQL's processes share some of it, which is then counted more than once."""
        total = 0
        for one in self._living():
            try:
                total += one.memory_info().rss
            except self._tool.Error:  # type: ignore[union-attr]
                continue
        return total

    def _living(self) -> list[Any]:
        if self._tool is None:
            return []
        found: dict[int, Any] = {}
        for pid in self._pids:
            try:
                parent = self._tool.Process(pid)
                family = [parent, *parent.children(recursive=True)]
            except self._tool.Error:
                continue
            found.update((one.pid, one) for one in family)
        return list(found.values())


def listening_on(port: int) -> list[int]:
    """The processes of this machine that listen on a TCP port."""
    library = tool()
    if library is None:
        return []
    try:
        found = library.net_connections(kind="tcp")
    except library.Error:
        return []
    return sorted({one.pid for one in found if one.status == "LISTEN" and one.laddr.port == port and one.pid})

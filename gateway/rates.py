"""How often one subject may ask. Counted per subject: a whole centre sits behind one address. Who
has no token is counted by address."""

from __future__ import annotations

import math
import threading
import time
from typing import Any

from limits import RateLimitItemPerSecond
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

from gateway.problems import Problem
from gateway.settings import Rate

_SWEEP_ABOVE = 10_000


class Windows(Storage):
    """Counters of `limits` in this process's memory.

    The library's own memory storage starts a timer thread every ten milliseconds under load and
    walks all subjects in it; here old windows are swept only when there are many.
    """

    STORAGE_SCHEME = None

    def __init__(self) -> None:
        super().__init__(None)
        self._windows: dict[str, tuple[int, float]] = {}
        self._lock = threading.Lock()

    @property
    def base_exceptions(self) -> type[Exception]:
        return ValueError

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        now = time.time()
        with self._lock:
            count, ends = self._windows.get(key, (0, 0.0))
            if ends <= now:
                count, ends = 0, now + expiry
            self._windows[key] = (count + amount, ends)
            if len(self._windows) > _SWEEP_ABOVE:
                self._windows = {k: v for k, v in self._windows.items() if v[1] > now}
        return count + amount

    def get(self, key: str) -> int:
        count, ends = self._windows.get(key, (0, 0.0))
        return count if ends > time.time() else 0

    def get_expiry(self, key: str) -> float:
        return self._windows.get(key, (0, time.time()))[1]

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        with self._lock:
            count = len(self._windows)
            self._windows = {}
        return count

    def clear(self, key: str) -> None:
        with self._lock:
            self._windows.pop(key, None)


class RateLimit:
    """One fixed window per subject (or whatever is counted `by`) and process."""

    def __init__(self, rate: Rate, by: str = "subject") -> None:
        self._item = RateLimitItemPerSecond(rate.requests, rate.seconds)
        self._limiter: Any = FixedWindowRateLimiter(Windows())
        self._by = by
        self._policy = f'"{by}";q={rate.requests};w={rate.seconds}'

    def count(self, subject: str) -> dict[str, str]:
        """Count one request; the headers that say what is left.

        Raises `Problem` 429 with `Retry-After` when nothing is left.
        """
        allowed = self._limiter.hit(self._item, subject)
        resets, remaining = self._limiter.get_window_stats(self._item, subject)
        wait = max(1, math.ceil(resets - time.time()))
        headers = {
            "RateLimit-Policy": self._policy,
            "RateLimit": f'"{self._by}";r={max(0, remaining)};t={wait}',
        }
        if not allowed:
            raise Problem(429, "too_many_requests", headers={**headers, "Retry-After": str(wait)})
        return headers

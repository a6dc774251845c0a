"""The guards: personal details found by kind, harmless messages left alone, and what a look costs.

The texts are read from the shared data folder (BESIDE_SHARED, else ../shared beside the repository) and never copied.
Where they are absent only the cost is measured, on sentences made here, and that is said. Shares stand with the ends
of their 95 % interval (Wilson). `python -m bench.guards` prints the table.
"""

import time
from collections import defaultdict
from math import sqrt
from typing import Any

from bench.rows import Row, shown
from bench.triage import MADE_HERE, _rows, shared
from beside.foundation.safety.guards import details, look, method_or_dose

FOUND_BAR, FLAGGED_BAR, COST_BAR_MS = 99.0, 1.0, 5.0
CONTACT = {
    "EMAIL_ADDRESS", "PHONE_NUMBER", "STREET_ADDRESS", "DOMAIN_NAME", "IBAN_CODE", "CREDIT_CARD", "US_SSN",
    "IP_ADDRESS",
}  # fmt: skip
"""Kinds of the labelled set that tell how to reach somebody or are theirs alone; not names, places, dates."""


def run() -> list[Row]:
    """Found and flagged in per cent, cost in CPU ms a message."""
    data = shared() / "data"
    labelled = data / "extra" / "pii_synthetic.dev.jsonl"
    if not labelled.is_file():
        print(f"guards: no data at {data}, so only the cost is measured, on made-up sentences")
        return [_cost(list(MADE_HERE) * 2000)]
    ordinary = _rows(data / "crisis" / "ordinary.dev.jsonl")
    rows = [_cost([row["text"] for row in ordinary]), *_found(_rows(labelled))]
    pools: dict[str, list[str]] = defaultdict(list)
    for row in ordinary:
        pools["all"].append(row["text"])
        pools[row["pool"]].append(row["text"])
    pools["questions to counsellors"] = [
        row["text"] for row in _rows(data / "extra" / "counselchat_questions.dev.jsonl")
    ]
    for name, texts in pools.items():
        flagged = [bool(details(text)) for text in texts]
        rows += _share(f"guards flag harmless messages, {name}", flagged, FLAGGED_BAR, at_least=False)
    holds = [bool(method_or_dose(text)) for text in pools["all"]]
    return rows + _share("guards see method detail in harmless messages", holds, FLAGGED_BAR, at_least=False)


def _cost(texts: list[str]) -> Row:
    look(texts[0])
    before = time.process_time()
    for text in texts:
        look(text)
    value = (time.process_time() - before) * 1000 / len(texts)
    return Row("guards, a message", "CPU ms", round(value, 4), COST_BAR_MS, value <= COST_BAR_MS)


def _found(rows: list[dict[str, Any]]) -> list[Row]:
    items: dict[str, list[bool]] = defaultdict(list)
    messages: list[bool] = []
    clean: list[bool] = []
    for row in rows:
        seen = details(row["text"])
        contact = [span for span in row["spans"] if span[2] in CONTACT]
        (messages if contact else clean).append(bool(seen))
        for start, end, kind in contact:
            hit = any(one.start < end and start < one.end for one in seen)
            items["all"].append(hit)
            items[kind].append(hit)
    found = _share("guards find contact, messages that hold some", messages, FOUND_BAR, at_least=True)
    for kind in sorted(items):
        found += _share(f"guards find contact items, {kind}", items[kind], FOUND_BAR, at_least=True)
    return found + _share("guards flag labelled messages without contact", clean, FLAGGED_BAR, at_least=False)


def _share(name: str, values: list[bool], bar: float, *, at_least: bool) -> list[Row]:
    value = 100 * sum(values) / max(1, len(values))
    low, high = _interval(sum(values), len(values))
    held = value >= bar if at_least else value <= bar
    title = f"{name} (n={len(values)}, 95 % interval {low:.2f}–{high:.2f})"
    return [Row(title, "%", round(value, 2), bar, held)]


def _interval(hits: int, of: int) -> tuple[float, float]:
    """Wilson's score interval at 95 %, in per cent."""
    if not of:
        return 0.0, 100.0
    z, share = 1.96, hits / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return 100 * max(0.0, middle - half), 100 * min(1.0, middle + half)


if __name__ == "__main__":
    for line in run():
        print(shown(line))

"""Teaches triage its learnt score and prints out-of-fold figures; writes data/learnt.npz (weights).

Needs, beside the run set: pip install scikit-learn. Reads the shared data folder (BESIDE_SHARED, default ../shared)
and tools/invented_sentences.txt, of which odd sentences teach and even ones only measure. What is written holds
weights over embedding dimensions and over the closed list in features.py, no text and no vocabulary. The functional
cases are never trained on. Folds keep an author's or a conversation's texts together.
"""

import json
import os
import sys
import zlib
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from beside.foundation.safety.triage import Text, features, sentences  # noqa: E402
from beside.foundation.safety.triage.assess import by_rules  # noqa: E402
from beside.foundation.safety.triage.noticing import notice  # noqa: E402

OUT = ROOT / "beside/foundation/safety/triage/data/learnt.npz"
DATA = Path(os.environ.get("BESIDE_SHARED", ROOT.parent / "shared")) / "data"
LEVELS = {"none": 0, "low": 1, "elevated": 2, "imminent": 3}
WEIGHTS = {"cssrs": 4.0, "counsel": 1.5, "invented": 4.0}
SCALE, STRENGTH, FOLDS = 4.0, 0.05, 5
LEAN = np.array([1.0, 2.6, 1.7, 1.5])


def rows() -> list[dict]:
    """Every text with its source, group, level and whether a person should look."""

    def add(source, text, group, level="none", **more):
        attention = LEVELS[level] > 0
        found.append(
            {"source": source, "text": text, "group": str(group), "level": level, "attention": attention} | more
        )

    def read(name):
        return [json.loads(line) for line in (DATA / f"{name}.dev.jsonl").read_text("utf-8").splitlines()]

    found: list[dict] = []
    for row in read("crisis/cssrs_posts"):
        add("cssrs", row["text"], row["group"], row["level"])
    for row in read("crisis/ordinary"):
        part = "supporter" if "supporter" in row["pool"] else "member"
        add("ordinary", row["text"], row["group"], role=part)
    for row in read("crisis/goemotions_death_words"):
        add("death", row["text"], row["id"])
    for row in read("extra/counselchat_questions"):
        add("counsel", f"{row['title']} {row['text']}", row["title"])
    for row in read("reply/epitome"):
        add("reply", row["reply"], row["group"], role="supporter")
    return found + invented()


def invented() -> list[dict]:
    """The invented sentences; `half` 1 teaches and 0 measures."""
    found, heading, count = [], [], 0
    for line in (ROOT / "tools/invented_sentences.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            heading, count = line.strip("[]").split(), 0
        elif line and not line.startswith("#"):
            count += 1
            kind, level, attention, language = heading
            role = "supporter" if kind == "helper_reply" else "member"
            found.append(
                {
                    "source": "invented",
                    "text": line,
                    "group": f"{kind}{level}{count // 2}",
                    "level": level,
                    "attention": attention == "yes",
                    "lang": language,
                    "half": count % 2,
                    "role": role,
                    "category": kind,
                }
            )
    return found


def fit(x, y, weight):
    return LogisticRegression(C=STRENGTH, max_iter=200).fit(x, y, sample_weight=weight)


def main() -> None:
    texts = rows()
    source = np.array([row["source"] for row in texts])
    chance = np.array([zlib.crc32(row["text"].encode()) % 100 for row in texts])
    used = (source != "ordinary") | (chance < 30)
    texts = [row for row, use in zip(texts, used, strict=True) if use]
    source, chance = source[used], chance[used]
    asked = [Text(row["text"], row.get("lang"), row.get("role", "member")) for row in texts]
    vectors = sentences.Encoder().encode([row["text"] for row in texts])
    x = np.hstack([vectors * SCALE, np.array([features.of(notice(text)) for text in asked], np.float32)])
    ruled = np.array([by_rules(text).score for text in asked])
    level = np.array([LEVELS[row["level"]] for row in texts])
    look = np.array([row["attention"] for row in texts])
    weight = np.array([WEIGHTS.get(name, 1.0) for name in source])
    fold = np.array([zlib.crc32(row["group"].encode()) % FOLDS for row in texts])
    teach = np.array([row.get("half", 1) == 1 for row in texts]) & ((source != "ordinary") | (chance < 12))
    teach &= (source != "reply") | (chance < 50)
    severity, concern = np.zeros((len(texts), 4)), np.zeros(len(texts))
    for number in range(FOLDS):
        train, test = teach & (fold != number), fold == number
        severity[test] = fit(x[train], level[train], weight[train]).predict_proba(x[test])
        concern[test] = fit(x[train], look[train], weight[train]).predict_proba(x[test])[:, 1]
    leaned = severity * LEAN
    posts, ordinary, counsel = source == "cssrs", source == "ordinary", source == "counsel"
    print("macro-F1, posts, out of fold:", round(f1_score(level[posts], leaned[posts].argmax(1), average="macro"), 3))
    score = np.maximum(severity[:, 2:].sum(1), ruled)
    grave = posts & (level >= 2)
    print("AT 5 % ordinary: recall", (score[grave] >= np.quantile(score[ordinary], 0.95)).mean())
    for share in (0.06, 0.08, 0.1):
        cut = np.quantile(score[counsel], 1 - share)
        print(
            "counsel",
            share,
            "cut",
            round(cut, 4),
            "recall",
            round((score[grave] >= cut).mean(), 3),
            "ordinary",
            round((score[ordinary] >= cut).mean(), 4),
        )
    for share in (0.05, 0.02, 0.01, 0.005):
        cut = np.quantile(concern[ordinary], 1 - share)
        held = np.array([row.get("half") == 0 for row in texts])
        print(
            "concern",
            share,
            "cut",
            round(cut, 4),
            "counsel",
            round((concern[counsel] >= cut).mean(), 3),
            "held-out noticed",
            round((concern[held & look] >= cut).mean(), 3),
            "harmless",
            round((concern[held & ~look] >= cut).mean(), 3),
        )
    # The figures above are those of a score taught with half of the invented sentences; what ships has met all.
    teach |= source == "invented"
    one, two = fit(x[teach], level[teach], weight[teach]), fit(x[teach], look[teach], weight[teach])
    np.savez(
        OUT,
        severity=np.float32(one.coef_),
        severity_bias=np.float32(one.intercept_),
        concern=np.float32(two.coef_[0]),
        concern_bias=np.float32(two.intercept_[0]),
        names=np.array(features.names()),
    )


if __name__ == "__main__":
    main()

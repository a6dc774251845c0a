"""Teaches triage its learnt score and prints out-of-fold figures; writes data/learnt.npz (weights).

Needs, beside the run set: pip install scikit-learn. Reads the shared data folder (BESIDE_SHARED, default ../shared)
and the invented sentences in tools/. What is written holds
weights over embedding dimensions and over the closed list in features.py, no text and no vocabulary. The functional
cases are never trained on. Folds keep an author's or a conversation's texts together.
"""

import itertools
import json
import os
import re
import sys
import zlib
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.neural_network import MLPClassifier

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from beside.foundation.safety.triage import Text, features, sentences  # noqa: E402
from beside.foundation.safety.triage.assess import by_rules  # noqa: E402
from beside.foundation.safety.triage.noticing import notice  # noqa: E402

OUT = ROOT / "beside/foundation/safety/triage/data/learnt.npz"
DATA = Path(os.environ.get("BESIDE_SHARED", ROOT.parent / "shared")) / "data"
LEVELS = {"none": 0, "low": 1, "elevated": 2, "imminent": 3}
WEIGHTS = {"cssrs": 8.0, "counsel": 1.5, "invented": 4.0}
SCALE, STRENGTH, FOLDS = 4.0, 0.03, 5
HIDDEN, HELD_BACK, NETS, INVENTED_TIMES = 64, 1.0, 4, 4
"""The second score: units, strength of its restraint, how many nets are averaged, how often an invented text counts."""
LEANS = ((1.4, 1.8, 2.2, 2.6, 3.0, 3.6), (1.0, 1.3, 1.7, 2.1, 2.5), (1.0, 1.3, 1.6, 2.0))
"""Factors to try for low, elevated and imminent (none keeps 1): levels are unevenly common in the posts."""


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
    return found + chatted() + invented()


def chatted() -> list[dict]:
    """What the invented people of the demo say to each other: peer support as it mostly is, heavy and harmless.

    Short texts of real chat are plain; without these the second score takes a well-told evening for danger. What the
    rules notice in them (one of them is in danger) does not teach.
    """
    found = []
    for path in sorted((ROOT / "beside/interfaces/cli/demo/talks").glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            words = re.sub(r"^[^:]{1,30}:\s+|^[<>+]\s*\S*\s+", "", line.strip())
            if len(words.split()) > 3 and not by_rules(Text(words)).attention:
                found.append({"source": "chat", "text": words, "group": path.stem, "level": "none", "attention": False})
    return found


def invented() -> list[dict]:
    """The invented sentences of five files; `half` 1 teaches and 0 only measures, until what ships is taught.

    Severity is taught with odd sentences of the first file only: the others carry none, or made posts come out worse.
    """
    found = []
    for name, place, half in (
        ("sentences", 2, 1),
        ("fresh", 1, 1),
        ("after", 1, 0),
        ("further", 1, 1),
        ("plain", 1, 1),
        ("terse", 1, 1),
    ):
        heading, count = [], 0
        for line in (ROOT / f"tools/invented_{name}.txt").read_text("utf-8").splitlines():
            if line.startswith("["):
                heading, count = line.strip("[]").split(), 0
            elif line and not line.startswith("#"):
                count += 1
                found.append(
                    {
                        "source": "invented",
                        "text": line,
                        "group": f"{name}{heading[:2]}{count // 2}",
                        "level": heading[1] if name == "sentences" else "none",
                        "graded": name == "sentences" and count % 2 == 1,
                        "attention": heading[place] == "yes",
                        "lang": heading[-1],
                        "half": half,
                        "role": "supporter" if heading[0] == "helper_reply" else "member",
                        "category": heading[0],
                    }
                )
    return found


def fit(x, y, weight, strength=STRENGTH):
    return LogisticRegression(C=strength, max_iter=300).fit(x, y, sample_weight=weight)


class Nets:
    """The second score: a few small nets over the sentence vector alone, averaged.

    It sees no rule: the rules know the invented sentences by heart, and a score that may look at them learns to trust
    them, and says nothing of wordings that no rule knows, which is all that this score is for.
    """

    def __init__(self, x, y, often) -> None:
        at = np.repeat(np.arange(len(y)), np.where(often, INVENTED_TIMES, 1))
        self.nets = [
            MLPClassifier((HIDDEN,), alpha=HELD_BACK, max_iter=60, random_state=seed, learning_rate_init=2e-3).fit(
                x[at], y[at]
            )
            for seed in range(NETS)
        ]

    def __call__(self, x):
        return sum(net.predict_proba(x)[:, 1] for net in self.nets) / NETS

    def weights(self) -> dict:
        """As learning.py reads them."""
        return {
            "inner": np.float32([net.coefs_[0] for net in self.nets]),
            "inner_bias": np.float32([net.intercepts_[0] for net in self.nets]),
            "outer": np.float32([net.coefs_[1][:, 0] for net in self.nets]),
            "outer_bias": np.float32([net.intercepts_[1][0] for net in self.nets]),
        }


def best_lean(chances, level):
    """The factors under which the levels of these texts come out best by macro-F1."""
    tried = (np.array([1.0, *factors]) for factors in itertools.product(*LEANS))
    return max(tried, key=lambda lean: f1_score(level, (chances * lean).argmax(1), average="macro"))


class Lesson:
    """Every text that teaches or measures, with what is known of it, one entry a text in each array."""

    def __init__(self, texts: list[dict]) -> None:
        source = np.array([row["source"] for row in texts])
        chance = np.array([zlib.crc32(row["text"].encode()) % 100 for row in texts])
        used = (source != "ordinary") | (chance < 40)
        texts = [row for row, use in zip(texts, used, strict=True) if use]
        source, chance = source[used], chance[used]
        self.source = source
        self._read(texts)
        self.weight = np.array([WEIGHTS.get(name, 1.0) for name in source])
        self.fold = np.array([zlib.crc32(row["group"].encode()) % FOLDS for row in texts])
        self.teach = np.array([row.get("half", 1) == 1 for row in texts]) & ((source != "ordinary") | (chance < 12))
        self.teach &= (source != "reply") | (chance < 50)
        # The second score, which is for short texts, needs to have seen much more of everyday chat.
        self.chat = np.array([row.get("half", 1) == 1 for row in texts])
        self.posts, self.ordinary, self.counsel = source == "cssrs", source == "ordinary", source == "counsel"

    def _read(self, texts: list[dict]) -> None:
        asked = [Text(row["text"], row.get("lang"), row.get("role", "member")) for row in texts]
        seen = [notice(text) for text in asked]
        vectors = sentences.Encoder().encode([row["text"] for row in texts])
        self.x = np.hstack([vectors * SCALE, np.array([features.of(one) for one in seen], np.float32)])
        self.vectors = vectors * SCALE
        self.ruled = np.array([by_rules(text).score for text in asked])
        self.flagged = np.array([by_rules(text).attention for text in asked])
        self.understood = np.array([one.understood for one in seen])
        self.level = np.array([LEVELS[row["level"]] for row in texts])
        self.look = np.array([row["attention"] for row in texts])
        self.has_level = np.array([row.get("graded", True) for row in texts])
        self.held = np.array([row.get("half") == 0 for row in texts])
        self.further = np.array([row["group"].startswith("further") for row in texts])
        brief = np.array([len(row["text"].split()) <= 60 for row in texts])
        self.harmless = {
            name: (self.source == name) & brief for name in ("ordinary", "death", "counsel", "reply", "chat")
        }
        self.english = np.array([row.get("lang", "en") == "en" for row in texts])

    def severity(self, taught):
        """The first score, taught with some of the texts."""
        graded = taught & self.has_level
        return fit(self.x[graded], self.level[graded], self.weight[graded])

    def concern(self, taught):
        """The second score, taught with some of the texts; of the invented ones in English only."""
        heard = taught & (self.source != "cssrs") & self.english
        return Nets(self.vectors[heard], self.look[heard], np.isin(self.source[heard], ("invented", "chat")))


def out_of_fold(lesson):
    """Both scores of every text, from weights that never met its author or conversation."""
    severity, concern = np.zeros((len(lesson.fold), 4)), np.zeros(len(lesson.fold))
    for number in range(FOLDS):
        train, test = lesson.teach & (lesson.fold != number), lesson.fold == number
        severity[test] = lesson.severity(train).predict_proba(lesson.x[test])
        concern[test] = lesson.concern(lesson.chat & (lesson.fold != number))(lesson.vectors[test])
    return severity, concern


def say_levels(lesson, severity) -> None:
    """Macro-F1 of levels. The factors for a fold are chosen on the others, so the figure knows nothing of the fold."""
    posts, chosen = lesson.posts, np.zeros(len(lesson.fold), int)
    for number in range(FOLDS):
        others, test = posts & (lesson.fold != number), posts & (lesson.fold == number)
        chosen[test] = (severity[test] * best_lean(severity[others], lesson.level[others])).argmax(1)
    found = f1_score(lesson.level[posts], chosen[posts], average="macro")
    print("macro-F1, posts, out of fold:", round(found, 3))


def say_recall(lesson, severity) -> None:
    """What the first score finds and flags at several cuts."""
    score = np.maximum(severity[:, 2:].sum(1), lesson.ruled)
    grave, ordinary, counsel = lesson.posts & (lesson.level >= 2), lesson.ordinary, lesson.counsel
    print("AT 5 % ordinary: recall", (score[grave] >= np.quantile(score[ordinary], 0.95)).mean())
    for cut in (0.14, 0.15, 0.16, 0.17, 0.18, 0.2):
        over = score >= cut
        either = over | lesson.flagged
        print(f"cut {cut} recall {over[grave].mean():.3f}", end=" ")
        print(f"ordinary {over[ordinary].mean():.4f} counsel {over[counsel].mean():.3f}", end=" ")
        print(f"with rules and flags: ordinary {either[ordinary].mean():.4f} counsel {either[counsel].mean():.3f}")
    for share in (0.06, 0.08, 0.1):
        cut = np.quantile(score[counsel], 1 - share)
        print(f"counsel {share} cut {cut:.4f} recall {(score[grave] >= cut).mean():.3f}", end=" ")
        print(f"ordinary {(score[ordinary] >= cut).mean():.4f}")


def say_concerns(lesson, concern) -> None:
    """What the second score adds at several cuts: out of fold where a set teaches; the third never did."""
    further = lesson.further & (lesson.fold >= 0)
    sets = {"third set": lesson.held, "fourth set": further}
    for cut in (0.25, 0.3, 0.33, 0.36, 0.4, 0.45, 0.5, 0.6):
        seen = lesson.flagged | (lesson.english & ~lesson.understood & (concern >= cut))
        said = [f"concern {cut}"]
        said += [f"{name} {(concern[at] >= cut).mean():.4f}" for name, at in lesson.harmless.items()]
        said += [
            f"{name}: noticed {seen[at & lesson.look].mean():.3f} left alone {1 - seen[at & ~lesson.look].mean():.3f}"
            for name, at in sets.items()
        ]
        print(" | ".join(said))
    for name, at in sets.items():
        yes, no = at & lesson.look, at & ~lesson.look
        print(f"{name} by rules alone: {lesson.flagged[yes].mean():.3f} {1 - lesson.flagged[no].mean():.3f}")


def main() -> None:
    """Measure out of fold, then teach what ships with everything and write it."""
    lesson = Lesson(rows())
    severity, concern = out_of_fold(lesson)
    say_levels(lesson, severity)
    say_recall(lesson, severity)
    say_concerns(lesson, concern)
    # The figures above are those of a score that never met the third set; what ships has met all.
    everything = lesson.teach | (lesson.source == "invented")
    one, two = lesson.severity(everything), lesson.concern(lesson.chat | (lesson.source == "invented"))
    np.savez(
        OUT,
        severity=np.float32(one.coef_),
        severity_bias=np.float32(one.intercept_),
        **two.weights(),
        lean=np.float32(best_lean(severity[lesson.posts], lesson.level[lesson.posts])),
        names=np.array(features.names()),
    )


if __name__ == "__main__":
    main()

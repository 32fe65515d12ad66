"""Does annotation stay linear in the length? Processor time a letter on texts up to sixteen times as long, in one run.

    python bench/length.py [DATA] [--longest 400000] [--kind hashtags]

Texts: articles of the ANT corpus below DATA (default: `shared/data` beside this checkout) run together and bent into
what breaks readers: one paragraph, no punctuation at all, quotation marks never closed or closed by others, names
alone, hashtags, a line a sentence or a word, nothing but cues, dates, pronouns, events. The peer of each length is the
shortest text of the same kind; a figure of 1.0 says that sixteen times the letters took sixteen times the time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections.abc import Callable
from pathlib import Path

from isnad.annotate.article import annotate
from isnad.annotate.mentions import find_mentions
from isnad.model import Article
from isnad.text.doc import Doc

DATA = Path(__file__).parents[2] / "shared" / "data"


def joined(data: Path, letters: int) -> str:
    """Articles, one after another, as one text of at least so many letters."""
    out: list[str] = []
    size = 0
    for path in sorted((data / "ant").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                out.append(json.loads(line)["text"])
                size += len(out[-1]) + 1
                if size > 2 * letters:
                    return "\n".join(out)
    return "\n".join(out)


def names(text: str) -> str:
    """The persons of a text's first half million letters, a comma apart."""
    doc = Doc.of(text[:500_000])
    return "، ".join(dict.fromkeys(m.text for m in find_mentions(doc, ()) if m.kind == "person"))


def unclosed(text: str) -> str:
    """A mark that opens a quotation before every tenth word."""
    words = text.split()
    return " ".join(f'"{w}' if n % 10 == 0 else w for n, w in enumerate(words))


def again(words: str) -> Callable[[str], str]:
    """The same words again and again, as often as a text's letters hold them."""
    return lambda text: " ".join([words] * (len(text) // len(words)))


def every_fifth(text: str, before: str) -> str:
    """A mark or word before every fifth word of a text without punctuation."""
    return " ".join(f"{before}{w}" if n % 5 == 0 else w for n, w in enumerate(re.findall(r"\w+", text)))


KINDS: dict[str, Callable[[str], str]] = {
    "one paragraph": lambda text: " ".join(text.split()),
    "no punctuation": lambda text: " ".join(re.findall(r"\w+", text)),
    "quotations never closed": unclosed,
    "opened by one mark, closed by another": lambda text: every_fifth(every_fifth(text, "« "), "” "),
    "names alone": names,
    "one name again": again("وزير الطاقة سامر قدورة"),
    "hashtags": lambda text: " ".join(f"#{w}" for w in re.findall(r"\w{3,}", text)),
    "one line a sentence": lambda text: text.replace(". ", ".\n"),
    "one line a word": lambda text: "\n".join(text.split()),
    "cues alone": again("قال وأضاف مؤكدا أن وأعلن مشيرا إلى وبحسب ونفى"),
    "speeches after a colon": again("في مساء اليوم البارد قال: الجسر مغلق."),
    "statements nobody owns": again("وأكد البيان أن الجسر الذي قال إنه مغلق مفتوح."),
    "dates and numbers": again("الخميس 14 حزيران 2018 الساعة 15:30 بعد 3 أيام و12,5 في المئة"),
    "pronouns": again("هو هي هم إنه وإنها به بها عنه لهم الذي التي الأخير"),
    "events": again("هاجموا القرية وقتل الجنود في الهجوم ثم تظاهر السكان احتجاجا"),
    "joined by commas": lambda text: every_fifth(text, "، "),
    "another language": again("گفت که این موضوع را بررسی می‌کند و به نتیجه نرسیده است"),
}


def microseconds(text: str) -> float:
    """Processor time a letter, the better of two."""
    best = float("inf")
    for _ in range(2):
        article = Article("long", "page", "length", 0, None, text, Doc.of(text).paragraphs)
        start = time.process_time()
        annotate(article)
        best = min(best, time.process_time() - start)
    return best / len(text) * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, nargs="?", default=DATA)
    parser.add_argument("--longest", type=int, default=400_000)
    parser.add_argument("--kind", choices=KINDS, action="append")
    args = parser.parse_args()
    text = joined(args.data, args.longest)
    lengths = (args.longest // 16, args.longest // 4, args.longest)
    print("| text | " + " | ".join(f"{n:,} letters, µs each" for n in lengths) + " | longest to shortest |")
    print("|---" * (len(lengths) + 2) + "|")
    microseconds(text[:20_000])  # the rules are read once, whatever comes
    for kind in args.kind or KINDS:
        bent = KINDS[kind](text)
        bent = (bent + " ") * (args.longest // len(bent) + 1)
        took = [microseconds(bent[:n]) for n in lengths]
        print(f"| {kind} | " + " | ".join(f"{t:.1f}" for t in took) + f" | {took[-1] / took[0]:.2f} |", flush=True)


if __name__ == "__main__":
    main()

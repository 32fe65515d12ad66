"""A record, an article or a claim in, a piece of HTML out, as a notebook shows it: right to left, nothing runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from isnad.export.dossier import ROLES, day_words, model_note, origins, speakers, stance
from isnad.export.harmless import harmless, one_line
from isnad.export.report_text import marked_paragraphs
from isnad.export.whole import Day, Said
from isnad.export.wording import labels, nouns
from isnad.model import Claim, Record

_STYLE = Markup(
    "<style>.isnad{direction:rtl;text-align:right;font-family:'Noto Naskh Arabic',Amiri,serif;line-height:1.9;"
    "border-inline-start:3px solid #8a6d3b;padding:.4em 1em;max-width:60em}"
    ".isnad mark{background:#fdf1d3;color:inherit}"
    ".isnad b.cue{color:#8a3b12}.isnad .src{border-bottom:1px solid #999}.isnad time{border-bottom:1px dotted #35618f}"
    ".isnad .dim{opacity:.7;font-size:85%}.isnad .st-deny{background:#fbdcd8}.isnad li{margin:.2em 0}</style>"
)


def record_html(record: Record, said: Sequence[Said], day: Day | None) -> str:
    """The article's text with its statements and times marked, then who said what."""
    a = record.article
    head = _head(a.title or "", a.outlet, day)
    text = Markup("").join(Markup("<p>{}</p>").format(p) for p in marked_paragraphs(record, {}))
    rows = Markup("").join(Markup("<li>{}</li>").format(_line(s)) for s in said)
    return _card(head, text, Markup("<ul>{}</ul>").format(rows) if rows else Markup(""))


def article_html(title: str | None, outlet: str | None, day: Day | None, statements: int) -> str:
    """One article of a list."""
    return _card(
        _head(title or "", outlet, day), Markup('<div class="dim">{}</div>').format(nouns()["statement"].ar(statements))
    )


def claim_html(claim: Claim, said: Iterable[Said]) -> str:
    """What is claimed, how many independent origins stand behind it, who vouches, who denies, what changed."""
    found = {s.id: s for s in said}
    head = Markup('<strong>{}</strong><div class="dim">{}</div>').format(one_line(claim.text), origins(claim))
    parts = []
    for role, ids in (
        ("vouches", claim.attributions),
        ("denies", claim.contested_by),
        ("unverified", claim.unverified),
    ):
        rows = Markup("").join(Markup("<li>{}</li>").format(_line(found[id])) for id in ids if id in found)
        if rows:
            parts.append(Markup("<div>{}:</div><ul>{}</ul>").format(ROLES[role], rows))
    changed = "، ".join(dict.fromkeys(labels()["drift"][d.kind][0] for d in claim.drift))
    if changed:
        parts.append(Markup('<div class="dim">ما تغيّر في الطريق: {}</div>').format(changed))
    return _card(head, *parts)


def _card(*parts: Markup) -> str:
    return harmless(str(_STYLE + Markup('<div class="isnad" lang="ar">{}</div>').format(Markup("").join(parts))))


def _head(title: str, outlet: str | None, day: Day | None) -> Markup:
    under = " · ".join(part for part in (one_line(outlet or ""), day_words(day)) if part)
    return Markup('<strong>{}</strong><div class="dim">{}</div>').format(one_line(title), under)


def _line(s: Said) -> Markup:
    way = one_line(
        " ← ".join([speakers(s), *(e.name for e in reversed(s.via)), *([s.article.outlet] if s.article.outlet else [])])
    )
    note = model_note(s)
    shown = Markup('<span class="dim">{} ({}){}</span>').format(way, stance(s), note)
    return shown + Markup(": «{}»").format(escape(one_line(s.told)))


def story_html(name: str, articles: int, statements: int, claims: int) -> str:
    """A story file in one line."""
    told = (("article", articles), ("statement", statements), ("claim", claims))
    counts = Markup('<div class="dim">{}</div>').format(" · ".join(nouns()[noun].ar(n) for noun, n in told))
    return _card(Markup("<strong>{}</strong>").format(one_line(name)), counts)

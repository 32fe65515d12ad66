"""Doc and earlier findings in, questions about tokens answered out: what covers a token, and where a phrase ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache

from isnad.annotate.attribution.lexicon import governed_noun, media, plain_verbs, verbs_of, words
from isnad.model import Form, Mention, RuleId, Span, Stance, Timex
from isnad.text.doc import Doc
from isnad.text.per_word import per_word
from isnad.text.quotes import Quote
from isnad.text.tokens import Token, readings

COMMA = frozenset("،,؛;")
_LETTERS = frozenset(("تي", "بي", "اف", "ار", "اس", "دي", "جي"))
"""Names of Latin letters, as they are written out after «إن»: «إن بي سي»."""
_CNN = frozenset(("سي", "وسي", "لسي", "بسي"))
STOP = frozenset(".!؟?")


@dataclass(frozen=True, slots=True)
class Reader:
    """One article's tokens with what the earlier finders say of each."""

    doc: Doc
    tokens: tuple[Token, ...]
    mention_from: dict[int, tuple[int, Mention]]
    """For the first token of a mention, the token after its last and the longest mention that starts there."""
    mention_until: dict[int, Mention]
    """For the token after a mention's last, that mention."""
    timex_from: dict[int, int]
    """For the first token of a time expression, the token after its last."""
    quote_from: dict[int, tuple[int, Quote]]
    """For an opening quote mark, the token after its closing mark."""
    closing: dict[int, int]
    """For a token inside a quotation, the token of the innermost closing mark."""
    norms: tuple[str, ...]
    padded: tuple[str, ...]
    size: int
    contents: dict[tuple[int, int, Form], tuple[Stance, RuleId] | None] = field(default_factory=dict)
    """For contents read so far, what their words do whoever says them."""

    @classmethod
    def of(cls, doc: Doc, mentions: tuple[Mention, ...], timexes: tuple[Timex, ...]) -> Reader:
        closes = {last - 1: first for first, last in (_range(doc, q.span) for q in doc.quotes if q.closed)}
        opened = dict(_range(doc, q.span) for q in doc.quotes)
        mention_from: dict[int, tuple[int, Mention]] = {}
        foreign = {first for first, _ in (_range(doc, t.span) for t in timexes)} | _told_media(doc, mentions)
        for mention in mentions:
            first, last = _range(doc, mention.span)
            if last - first > 1:  # half of all mentions are one word
                first += _begins_with_verb(doc, first, last)
                last = _clipped(doc, first, last, mention)
                last = next((i for i in range(first + 1, last) if i in foreign or closes.get(i, first) < first), last)
                # «مؤتمر صحفي "المطلوب صبر"»: speech begins behind the mark
                last = next((i for i in range(first + 1, last) if opened.get(i, 0) > last + 1), last)
            if closes.get(last, -1) >= first:
                last += 1  # «شركة "إيرباص"»: the closing mark belongs to the name
            if last > first and (first not in mention_from or mention_from[first][0] < last):
                mention_from[first] = (last, mention)
        timex_from = dict(_range(doc, t.span) for t in timexes)
        quote_from = {}
        for quote in doc.quotes:
            first, last = _range(doc, quote.span)
            quote_from[first] = (last, quote)
        closing = _closing({first: last for first, (last, _) in quote_from.items()})
        until = dict(mention_from.values())
        norms = doc.norms
        return cls(doc, doc.tokens, mention_from, until, timex_from, quote_from, closing, norms, doc.padded, len(norms))

    def norm(self, i: int) -> str:
        try:
            return self.padded[i]  # no bounds are compared: it is asked thousands of times a page
        except IndexError:
            return ""

    def has(self, among: frozenset[str], first: int, after: int) -> bool:
        """Whether one of these words stands among the tokens from `first` up to, not including, `after`."""
        return not among.isdisjoint(self.norms[max(first, 0) : max(after, 0)])

    def raw(self, i: int) -> str:
        token = self.tokens[i]
        return self.doc.text[token.start : token.end]

    def span(self, first: int, after: int) -> Span:
        """Span of the tokens from `first` up to, not including, `after`."""
        return Span(self.tokens[first].start, self.tokens[after - 1].end)

    def is_comma(self, i: int) -> bool:
        try:
            return self.padded[i] in COMMA  # as `norm`, which would be one call more
        except IndexError:
            return False

    def complementizer(self, i: int) -> bool:
        norm = self.norm(i)
        return norm in words("complementizer") and not (
            norm == "ان"
            and (
                self.norm(i + 1) in _LETTERS
                or self.norm(i + 1) == "شاء"
                or self._ends_name(i)
                or self._hyphened(i)
                or spelt_out(self.norms, i)
            )
        )  # «محطة "إن تي في"», «مون جيه إن، رئيس»

    def _described_work(self, i: int) -> bool:
        """«العملة الرقمية "بتكوين"», «برنامجه اليومي "مرايا"»: a thing with its adjectives; none can speak."""
        head = i - 1
        while head > i - 3 and self.norm(head).startswith("ال") and is_adjective(self.norm(head)):
            head -= 1
        norm = self.norm(head)
        bare = norm[2:] if norm.startswith("ال") else norm.removesuffix("ها").removesuffix("ه")
        return head < i - 1 and bare != norm and bare in words("name_head") and bare not in words("agent")

    def _hyphened(self, i: int) -> bool:
        """Whether a word is written onto the one before it: «مون جاي-إن»."""
        return self.norm(i - 1) == "-" and i > 0 and self.tokens[i - 1].end == self.tokens[i].start

    def _ends_name(self, i: int) -> bool:
        return self.is_comma(i + 1) and (i in self.mention_until or i + 1 in self.mention_until)

    def opens_quote(self, i: int) -> bool:
        return i in self.quote_from

    def speech_opens(self, i: int) -> bool:
        """Whether a quotation that is speech, and no name, opens here."""
        return i in self.quote_from and not self.names(i)

    def report_opens(self, i: int) -> bool:
        """Whether words begin to be reported here: by a complementizer, a colon or a quotation."""
        return self.complementizer(i) or self.norm(i) == ":" or self.speech_opens(i)

    def quotes(self, first: int, after: int) -> bool:
        """Whether speech is quoted anywhere between two tokens."""
        between = range(first, after)
        return not self.quote_from.keys().isdisjoint(between) and any(self.speech_opens(i) for i in between)

    def names(self, i: int) -> bool:
        """Whether the quotation that opens here is a name («صحيفة "المدى"», «لـ"دعم الشرعية"»), not speech."""
        if i not in self.quote_from:
            return False
        length = self.quote_from[i][0] - i - 2
        before = self.norm(i - 1)
        after = self.quote_from[i][0]
        clause = after + self.is_comma(after)
        clause += self.norm(clause) in ("الي", "علي", "عن")
        labelled = any(clitic and verb.role in ("label", "opinion") for verb, _, clitic in verbs_of(before))
        if labelled:
            return False  # «عما وصفته "الجانب المظلم" للرواية»
        if length <= 4 and i and self.verb_at(i - 1) and self.norm(after) in words("relative"):
            return True  # «وقالت "ميرا شان" التي ترأس النادي، "لم نتوقع"»
        if length <= 4 and (self.complementizer(clause) or self.norm(after) == ":") and not self.complementizer(i - 1):
            return True  # «وأشار "ابن نجيب"، إلى أنه»
        verb = i - 2 if before in ("عنه", "عنها") else i - 1  # «التي كشفت عنها "نواة"»
        if length <= 2 and verb >= 0 and self.verb_at(verb) and after < len(self.tokens) and self.tokens[after].word:
            # «قال "الفلكي" ملهم هندي», «صرحت "طيران الخليج" في بيان»
            named = self.norm(after) in words("preposition") or self.norm(i + 1).startswith("ال")
            return named or after in self.timex_from  # «أعلنت "نواة" اليوم»
        if length <= 3 and any(self.tokens[k].number for k in range(i + 1, after - 1)):
            return True  # «نظام "ويندوز 10"»
        described = self.norm(after).startswith("ال") and (is_adjective(self.norm(after)) or self.raw(after)[-1] == "ة")
        if length <= 3 and described:
            return True  # «كلية "الرازي" الطبية», «قرية "أم الريش" الواقعة في الوادي»
        for first in (i, i + 1):
            if first in self.mention_from and self.mention_from[first][0] >= after - 1:
                return not self.complementizer(i - 1)
        if length <= 3 and self.body_before(i) and after < self.size and self.tokens[after].word:
            return True  # «وكالة الأنباء الرسمية "سما" الصيادين»
        headed = before in words("name_head") or (before[:1] in ("ل", "ب", "و") and before[1:] in words("name_head"))
        headed = headed or before in ("ال", "لل", "بال", "وال") or self._described_work(i)  # «فريق الـ"زرق"»
        headed = headed or self.norm(i - 1 - (before == "ب")) in words("called")  # «ما يعرف بـ"القائمة السوداء"»
        return length <= 5 and (headed or (before == "ل" and length <= 4))

    def body_before(self, i: int) -> bool:
        """Whether a body's noun with its definite attributes ends before token `i`: «وكالة الأنباء الرسمية»."""
        head = i - 1
        while i - head < 4 and self.norm(head).startswith("ال") and head in range(1, i):
            head -= 1
        return head < i - 1 and self.norm(head) in words("name_head")

    def clause_verb(self, i: int) -> bool:
        """Whether a finite verb that و or ف joins to what stands before begins here: «وعاد الوفد»."""
        norm = self.norm(i)
        if norm[:1] not in ("و", "ف") or len(norm) < 4 or norm in plain_verbs() or verbs_of(norm):
            return False  # «وردت», «وصل» begin with their own و
        if norm[1:] in words("joined_noun") or (i in self.mention_from and self.mention_from[i][1].kind == "place"):
            return False  # «وابنته», «وبينهم ثلاثة», «ونيكاراغوا»
        if norm[1:] in ("بين", "عقب"):  # «، وبين الجيران», «، وعقب انسحابه»: prepositions unless speech follows
            near = range(i + 1, min(i + 7, self.size))
            return any(self.complementizer(j) or self.norm(j) == ":" or self.opens_quote(j) for j in near)
        plural = norm.endswith("وا") and len(norm) > 5 and not self.raw(i).endswith(("ًا", "اً"))  # «وقللوا»
        return plural or norm[1:] in plain_verbs() or self.verb_at(i)

    def says_what_it_is(self, i: int) -> bool:
        """Whether «بأنه» follows a noun near token `i`: «القرار بأنه خاطئ»."""
        near = range(i + 1, min(i + 9, self.size))
        return any(self.norm(k).startswith("بان") and self.complementizer(k) for k in near)

    def participle_at(self, i: int) -> bool:
        """Whether a reporting participle with its complement stands here: «معتبرة أنه», «مشيرا إلى»."""
        norm = self.norm(i)
        if not norm or not is_participle(norm):
            return False
        return self.complementizer(i + 1) or self.norm(i + 1) in ("الي", "علي", "عن") or self.opens_quote(i + 1)

    def verb_at(self, i: int) -> bool:
        """Whether a finite reporting verb stands here."""
        kind = _finite(self.norms[i])
        return kind == "bare" or (kind == "with object" and not self.raw(i).endswith("ة"))  # «امرأة» is no «أمرا»


def spelt_out(norms: tuple[str, ...], i: int) -> bool:
    """Whether «إن» is a Latin letter of «سي إن إن», and opens no clause as in «قالت بي بي سي إن»."""
    first = i if norms[i + 1 : i + 2] == ("ان",) else i - 1  # of the two «إن»
    return first > 0 and norms[first] == "ان" and norms[first - 1] in _CNN


@per_word
def _finite(norm: str) -> str:
    """Whether a finite reporting verb, `bare` or only `with object`, has these letters; empty where none has."""
    found = [verbs_of(r.rest) for r in readings(norm) if r.prefix in ("", "و", "ف")] if norm[0].isalpha() else []
    clitics = {clitic for verbs in found for _, form, clitic in verbs if form.tense != "participle"}
    return "" if not clitics else "with object" if clitics == {True} else "bare"


@per_word
def is_participle(norm: str) -> bool:
    """Whether a word without its article is a participle of speech: «مذكرا», «مشيرة»."""
    return not norm.startswith("ال") and any(form.tense == "participle" for _, form, _ in verbs_of(norm))


def _closing(quotes: dict[int, int]) -> dict[int, int]:
    """For every token inside a quotation the last token of the innermost one; each token is looked at once."""
    out: dict[int, int] = {}
    opened: list[int] = []
    starts = sorted(quotes)
    ends = [*starts[1:], max(quotes.values())] if quotes else []
    for first, following in zip(starts, ends, strict=True):
        opened.append(quotes[first])
        for i in range(first + 1, following + 1):
            while opened and opened[-1] <= i:
                opened.pop()
            if not opened:
                break
            out[i] = opened[-1] - 1
    return out


def _told_media(doc: Doc, mentions: tuple[Mention, ...]) -> set[int]:
    """Tokens «لبي» (بي سي), «لرويترز»: a medium that words were spoken to, and no part of who spoke them."""
    media_starts = (m.span.start for m in mentions if m.entity in media())
    tokens = {max(0, bisect_right(doc.starts, start) - 1): start for start in media_starts}
    return {i for i, start in tokens.items() if start > doc.tokens[i].start and doc.tokens[i].norm[0] == "ل"}


def _begins_with_verb(doc: Doc, first: int, last: int) -> bool:
    """«طالب الرئيس سامي نجار»: «طالب» demands; a student has no office with an article."""
    if last - first < 2 or not verbs_of(doc.tokens[first].norm):
        return False
    office = doc.tokens[first + 1].norm
    return office.startswith("ال") and office.removeprefix("ال") in words("agent")


def _clipped(doc: Doc, first: int, last: int, mention: Mention) -> int:
    """Token after a mention, which no complementizer, no «قوله» and no «بهذا» belongs to."""
    for i in range(first + 1, last):
        norm = doc.tokens[i].norm
        told = norm[0] == "ل" and norm[1:] in words("medium")
        if norm.startswith("بال") and mention.head is None and first and _takes_by(doc.tokens[first - 1].norm):
            return i  # «أشاد المدرب بالفريق»: what is praised was taken for the coach's team
        korean = norm == "ان" and i == last - 1 and i + 1 < len(doc.tokens) and doc.tokens[i + 1].norm in COMMA
        if korean:
            break
        if norm == "ان" and spelt_out(doc.norms, i):
            continue  # «شبكة سي إن إن»
        if told or norm in _ends_mention():
            return i
    ending = doc.tokens[last - 1].norm
    if mention.kind == "person" and last - first > 2 and ending.startswith("ال") and is_masdar(ending):
        return last - 1  # «رئيس الحزب التوصل»: the object was taken for a name
    return last


@cache
def _ends_mention() -> frozenset[str]:
    return words("complementizer") | words("pronoun_report") | words("by_this")


def _takes_by(norm: str) -> bool:
    """Whether a verb of speech with its content after ب stands here."""
    return any("ب" in verb.frames for bare in (norm, norm[1:]) for verb, _, _ in verbs_of(bare))


def _range(doc: Doc, span: Span) -> tuple[int, int]:
    return max(0, bisect_right(doc.starts, span.start) - 1), bisect_left(doc.starts, span.end)


def has_preposition(r: Reader, i: int, letter: str) -> bool:
    """Whether the word carries the one-letter preposition ب or ل: «بتعزيز», «للمدينة», but not «بيان», «بوتين»."""
    norm = r.norm(i)
    if not norm or norm[0] != letter or len(norm) < 3 or norm in words("not_clitic"):
        return False
    if norm in words("adjective"):
        return False  # «بارزون»
    named = r.mention_from.get(i)
    return named is None or named[1].span.start > r.tokens[i].start


def behind_letter(r: Reader, start: int) -> int:
    """Offset behind the letter at `start` and the marks written on it: of «أَضَافَ» in «وَأَضَافَ»."""
    text, start = r.doc.text, start + 1
    while start < len(text) and is_mark(text[start]):
        start += 1
    return start


def is_mark(char: str) -> bool:
    """Whether a character is a vowel or another mark written on a letter."""
    return "\u064b" <= char <= "\u065f"


def behind_li(r: Reader, i: int) -> int:
    """Offset behind the preposition on the word: of «رويترز» in «لرويترز», «صحيفة» in «للصحيفة», «لجنة» in «للجنة».

    A word without the preposition gives its own start.
    """
    norm, start = r.norm(i), r.tokens[i].start
    named = i in r.mention_from and r.mention_from[i][1].span.start > start
    if norm == "ل" or not (has_preposition(r, i, "ل") or named):
        return start
    start += 2 if norm.startswith("لل") and norm[1:] not in words("begins_with_lam") else 1
    return start + (r.doc.text[start] == "ـ")  # «لـCNN»


def carries(r: Reader, i: int, prepositions: frozenset[str]) -> bool:
    """Whether the word carries one of these prepositions as its first letter: «بالعقد», «للعقد»."""
    return any(len(p) == 1 and has_preposition(r, i, p) for p in prepositions)


@per_word
def is_adjective(norm: str) -> bool:
    """Whether a word can continue a noun phrase as its adjective, by its ending or from the list."""
    if norm in words("adjective"):
        return True
    if governed_noun(norm) is not None or norm in words("masdar"):
        return False
    bare = norm[2:] if norm.startswith("ال") else norm
    if len(bare) < 4:
        return False
    return bare.endswith(("يه", "يون", "يين", "يتان", "يتين", "يات")) or (bare.endswith("ي") and len(bare) >= 4)


@per_word
def is_masdar(norm: str) -> bool:
    """Whether a word has the shape of a verbal noun: تفعيل، استفعال، انفعال، افتعال، إفعال، تفاعل, or is listed."""
    bare = norm[2:] if norm.startswith("ال") and len(norm) > 5 else norm
    if bare in words("masdar"):
        return True
    for ending in ("هما", "هم", "ها", "ه", "ات"):
        if bare.endswith(ending) and len(bare) - len(ending) >= 4:
            bare = bare[: -len(ending)]
            break
    if bare != norm and bare.endswith("ت") and f"{bare[:-1]}ه" in words("masdar"):
        return True  # «سيطرتها»
    n = len(bare)
    return (
        (n == 5 and bare[0] == "ت" and bare[3] == "ي")
        or (n == 5 and bare[0] == "ا" and bare[3] == "ا" and bare[1] != "ت")
        or (n == 5 and bare[0] == "ت" and bare[2] == "ا")
        or (n == 6 and bare[0] == "ا" and bare[1] == "ن" and bare[4] == "ا")
        or (n == 6 and bare[0] == "ا" and bare[2] in "تطد" and bare[4] == "ا")
        or (n == 7 and bare.startswith("است") and bare[5] == "ا")
        or bare in words("masdar")
    )


@per_word
def heads(norm: str) -> bool:
    """Whether a bare noun is an office or body that something further names: «مساعد», «لشرطة»."""
    forms = (norm, norm[1:]) if norm[0] in "بلو" else (norm,)
    return any(form in words("agent") or form in words("name_head") for form in forms)

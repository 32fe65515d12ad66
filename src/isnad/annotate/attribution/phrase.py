"""A token where a noun phrase begins in, the token after its end out."""

from __future__ import annotations

from isnad.annotate.attribution.addressee import addressed, occasion_at, spoken_to, told_medium
from isnad.annotate.attribution.describing import of_manner_or_time, participial, unlike_in_gender
from isnad.annotate.attribution.hashtag import body_tagged, hashtag_end
from isnad.annotate.attribution.lexicon import governed_noun, media, nouns, plain_verbs, words
from isnad.annotate.attribution.piety import past_piety
from isnad.annotate.attribution.reader import Reader, has_preposition, heads, is_adjective, is_masdar
from isnad.annotate.attribution.share import share_end
from isnad.annotate.attribution.unlisted_name import unknown_name
from isnad.model import Mention

_LONGEST = 80
"""Words of a phrase with all its appositions: hashtags in a row are none, and each would be read to the end."""
_LONGEST_RELATIVE = 14
_LONGEST_APPOSITION = 9
_THIS = frozenset(("هذا", "هذه", "هؤلاء", "ذلك", "تلك"))
_ATTACHED = frozenset("لب")
_LONE = frozenset("بلكف")
"""Prepositions that stand alone before a quotation mark: «بـ"اتفاق الشيطان"»."""


def noun_phrase(r: Reader, start: int, stop: int, *, frames: frozenset[str] = frozenset()) -> int:
    """End of the noun phrase that begins at `start`, before `stop`: titles, names, adjectives, appositions.

    `frames` are the prepositions that open the content of the verb before it: they end the phrase.
    """
    stop = min(stop, start + _LONGEST)
    i = share_end(r, start, stop)
    complete = False  # a definite noun or a name has been read: only adjectives, appositions and attachments may follow
    named = False
    while i < stop:
        if i in r.timex_from and i > start and not (is_adjective(r.norm(i)) and r.norm(i).startswith("ال")):
            break  # «التقرير الشهري» is no time between words
        token = r.tokens[i]
        if not token.word:
            after = _mark(r, i, start, stop, complete)
            if after == i:
                break
            complete = complete or not (r.norm(i) in "-–#_" or token.number)
            i = after
            continue
        after, is_name = _word(r, i, start, stop, complete, named, frames)
        if after == i:
            break
        awaits = _awaits_noun(r, i, after)
        attached = after > i + 1 and i > start and i not in r.mention_from  # «باسم الشركة», «في الوزارة»
        complete = (complete or is_name or attached or _definite(r, i) or _finished(r, i, after)) and not awaits
        named = (named or is_name) and not awaits
        i = after
    while i > start + 1 and (r.is_comma(i - 1) or r.norm(i - 1) in ("-", "–", "#", "ل")):
        i -= 1  # «مصادر لـ (الواحة)»: the letter belongs to the paper
    return i


def _word(
    r: Reader, i: int, start: int, stop: int, complete: bool, named: bool, frames: frozenset[str]
) -> tuple[int, bool]:
    """(token after what continues the phrase at `i`, whether it is a name); the same token where nothing does."""
    norm = r.norm(i)
    if i > start and (norm.removeprefix("ف") in words("complementizer") or norm in words("pronoun_report")):
        return i, False
    if norm == "ل" and i > start and body_tagged(r, i + 2):
        return min(hashtag_end(r, i + 1, stop), stop), False
    if i > start and has_preposition(r, i, "ل") and (addressed(r, i) or spoken_to(r, i, start)):
        return i, False
    joined = i in r.mention_from and r.mention_from[i][1].span.start > r.tokens[i].start
    if i > start and joined and norm[0] == "و":
        return _coordinated(r, i, stop, frames), False
    placed = joined and norm[0] == "ب" and "ب" not in frames  # «رئيس الجالية بالمنطقة الشرقية سعد أحمد»
    placed = placed or (joined and norm.startswith("لل") and "ل" not in frames)  # «اللجنة الوطنية للدفاع المدني»
    text = r.norm(start).removeprefix("ال").removesuffix("ا") in words("text")
    if text and joined and norm[0] == "ل" and _owns(r, i, frames):
        return min(r.mention_from[i][0], stop), True  # «بيان الإعلام الحربي لحزب الله»
    if i > start and (told_medium(r, i) or (i in r.mention_from and not placed and _new_object(r, i, complete))):
        return i, False
    if i in r.mention_from:
        after, mention = r.mention_from[i]
        if named and norm.startswith("ال") and _another_person(r, start, i, mention):
            return i, False
        if after <= stop and not (i > start and norm in words("preposition")):
            return after, mention.kind == "person" or mention.head is not None
    if i == start:
        return i + 1, False
    return _further(r, i, stop, complete, named, frames), False


def _owns(r: Reader, i: int, frames: frozenset[str]) -> bool:
    """Whether «لـ» ties a text to its issuer: «التقرير اليومي لهيئة الميناء إلى أن», and opens no content itself."""
    after, mention = r.mention_from[i]
    behind = r.complementizer(after) or (r.norm(after) in ("الي", "عن", "علي") and r.norm(after) in frames)
    return mention.kind in ("org", "group") and ("ل" not in frames or behind)


def _another_person(r: Reader, start: int, i: int, mention: Mention) -> bool:
    """«ودعا المدير سامي نجار الرئيس التنفيذي وليد سالم إلى»: a title and name behind a name begin the object."""
    before = (r.mention_from[k][1] for k in range(start, i) if k in r.mention_from)
    named = any(m.kind == "person" and (m.head or not m.rule.startswith("names/titles")) for m in before)
    return named and mention.head is not None and mention.head.start > r.tokens[i].end


def _further(r: Reader, i: int, stop: int, complete: bool, named: bool, frames: frozenset[str]) -> int:
    """Token after what continues the phrase without being a mention: clauses, attachments, nouns and adjectives."""
    norm = r.norm(i)
    if norm == "ل" and r.opens_quote(i + 1) and r.names(i + 1):
        told = i + 2 in r.mention_from and r.mention_from[i + 2][1].entity in media()
        return i if told or named else r.quote_from[i + 1][0]
    if norm in words("made_by"):
        return noun_phrase(r, i + 1, stop, frames=frames) if i + 1 < stop else i  # «دراسة أعدها المركز»
    tanwin = norm[-1] == "ا" and r.raw(i).endswith(("ًا", "اً"))
    if tanwin or r.participle_at(i) or norm in words("negation") or norm in _LONE:
        return i
    if norm == "غير" and complete and r.norm(i + 1).startswith("ال") and i + 1 < stop:
        return i + 2  # «النتائج غير الرسمية»
    if complete and of_manner_or_time(r, i):
        return i
    if norm in words("by_this") or (complete and norm in _THIS and r.norm(i + 1).startswith("ال")):
        return i  # «اعتبر الجيران هذا القرار دليلا»
    if norm in words("relative"):
        return _relative(r, i, stop, bool(frames), "عن" in frames)
    if norm in words("preposition") or norm in ("باسم", "بالنيابه"):
        return _attached(r, i, stop, named, frames)
    if has_preposition(r, i, "ب"):
        within = norm.startswith("بال") or heads(norm[1:])  # «بالوزارة», «ببلدية المدينة»
        if "ب" in frames or norm in words("adverb"):
            return i
        if within and not r.verb_at(i):
            return i + 1
    if has_preposition(r, i, "ل"):
        bars = "ل" in frames or addressed(r, i) or (named and not norm.startswith("لل"))
        return i if bars and ("ل" in frames or not _serves(r, i)) else i + 1
    if norm == "و" and i + 2 < stop and (r.tokens[i + 1].number or r.norm(i + 1).startswith("ال")):
        return noun_phrase(r, i + 2, min(stop, i + 8), frames=frames)  # «و14 دولة أخرى», «الكرامة و البناء»
    if norm[0] == "و" and len(norm) > 2 and norm not in words("agent"):  # «تقرير وحدة الرصد»
        return _coordinated(r, i, stop, frames)
    if r.verb_at(i) and not norm.startswith("ال") and not is_adjective(norm) and not _annexed(r, i):
        return i
    return _plain_word(r, i, complete, named)


def _annexed(r: Reader, i: int) -> bool:
    """«ناشر كتب الأطفال»: between two nouns, what is spelt like a verb is a noun."""
    governs = r.norm(i + 1).startswith("ال") and i + 1 not in r.timex_from
    return governs and r.norm(i) in words("noun_like") and r.norm(i - 1) in words("paper")


def _plain_word(r: Reader, i: int, complete: bool, named: bool) -> int:
    """Token after a noun or adjective that continues the phrase; `i` itself where it begins something else."""
    norm = r.norm(i)
    in_charge = norm.startswith("علي") and r.norm(i - 1).removeprefix("ال") in words("in_charge")  # «القائمون عليها»
    if in_charge or norm in words("reflexive"):
        return i + 1
    if not complete and norm.endswith("ت") and norm in plain_verbs():
        return i  # «مصادر دبلوماسية حصلت على الوثيقة»
    if complete and not norm.startswith("ال") and i + 1 in r.mention_from and not is_masdar(norm):
        mention = r.mention_from[i + 1][1]
        common = any(norm in words(kind) for kind in ("agent", "name_head")) or norm in nouns()
        common = common or governed_noun(norm) is not None
        if mention.kind == "person" and mention.head is None and not common:
            return i + 1  # «وزير الزراعة تورغ سامي حداد»: the first name is known to no list
    plural = r.norm(i - 1).startswith("ال") and r.norm(i - 1).endswith(("ون", "اء"))
    if complete and plural and norm.startswith("ال") and norm.endswith("ون"):
        return i + 1  # «الخبراء المكلفون من المحكمة»
    told = addressed(r, i + 1) or (r.norm(i + 1) == "ل" and r.opens_quote(i + 2))
    if complete and told and r.norm(i - 1).startswith("ال") and norm.startswith("ال") and r.raw(i).endswith("ة"):
        return i + 1  # «بمنطقة الواحة المحاصرة لصحيفة المدى»
    if complete:
        describes = (is_adjective(norm) and (norm.startswith("ال") or named)) or participial(r, i)
        return i + 1 if describes and not unlike_in_gender(r, i) else i
    if r.norm(i - 1).endswith(("ون", "ين")) and not is_adjective(norm) and not norm.startswith("ال"):
        return i
    counted = r.norm(i - 1).removeprefix("ال") in words("quantity") or r.tokens[i - 1].number  # «عن ثلاثة أحزاب»
    counted = counted or (norm in words("expertise") and r.norm(i - 1) in words("expert"))
    if counted and norm.endswith(("ها", "هم")) and is_masdar(norm):
        return i  # «توقع ثلاثة رفعها»
    if norm.startswith("ال") or counted or r.norm(i - 1) in words("paper") or r.norm(i - 1) in words("body_head"):
        return i + 1
    return i if is_masdar(norm) or governed_noun(norm) is not None else i + 1


def _finished(r: Reader, i: int, after: int) -> bool:
    """Whether a mention here is a whole phrase: one the lexicon knows, or one that ends in a definite word."""
    if i not in r.mention_from:
        return False
    last = r.norm(after - 1)
    return ":" not in r.mention_from[i][1].entity or last.startswith("ال") or not r.tokens[after - 1].word


def _awaits_noun(r: Reader, i: int, after: int) -> bool:
    """Whether what was read at `i` is in construct with a noun still to come: «لكرة» القدم, «مدير إدارة» الخدمات."""
    last, nxt = r.norm(after - 1), r.norm(after)
    definite = nxt.startswith("ال") and not is_adjective(nxt)
    if heads(last) and (definite or after in r.mention_from or nxt in words("agent")):
        return True
    if i in r.mention_from:
        if after <= i + 1 or not definite or not heads(r.norm(i)):
            return False
        return not any(word.startswith("ال") or is_adjective(word) for word in r.norms[i:after])
    attached = r.norm(i)[:1] in _ATTACHED and (has_preposition(r, i, "ل") or has_preposition(r, i, "ب"))
    return attached and not last.startswith(("ال", "لل", "بال")) and not is_adjective(last) and not _definite(r, i)


def _definite(r: Reader, i: int) -> bool:
    norm = r.norm(i)
    return norm.startswith("ال") or (norm.endswith(("ها", "هم")) and len(norm) > 4)


def _new_object(r: Reader, i: int, complete: bool) -> bool:
    """Whether a mention after a complete phrase begins the object: a place or group, not a titled person's name."""
    described = r.norm(i).startswith("ال") and is_adjective(r.norm(i))
    return complete and r.mention_from[i][1].kind != "person" and not described


def _mark(r: Reader, i: int, start: int, stop: int, complete: bool) -> int:
    norm = r.norm(i)
    if norm == "(" and not past_piety(r, i):
        for j in range(i + 1, min(i + 8, stop)):
            if r.norm(j) == ")":
                return j + 1
        return i
    if (
        norm in "-–"
        and i + 1 < stop
        and r.tokens[i].start == r.tokens[i - 1].end
        and r.tokens[i + 1].start == r.tokens[i].end
    ):
        return i + 2
    if norm == "." and 0 < i < r.size - 1 and r.tokens[i - 1].end == r.tokens[i].start:
        spelt = r.tokens[i + 1].start == r.tokens[i].end and len(r.norm(i - 1)) <= 3  # «إي.دي.إف»
        return i + 2 if spelt and i + 1 < stop else i
    if norm in "#_":
        return hashtag_end(r, i, stop)
    crowd = complete and r.norm(start).endswith("ون") and i + 1 in r.mention_from  # «ويتهم الجمهوريون "أوباما"»
    if r.opens_quote(i) and not crowd and (r.names(i) or (complete and _calls_itself(r, i, start))):
        return min(r.quote_from[i][0], stop)
    if norm.isdigit() and i == start:
        return i + 1
    if r.is_comma(i) and i > start:
        return apposition(r, i, stop)
    return i


def _calls_itself(r: Reader, quote: int, start: int) -> bool:
    """«شركة الأفق للنقل "ميناكو" أمس عن»: a word or two in quotation marks, and more of the same clause behind them."""
    after = r.quote_from[quote][0]
    body = any(r.norm(start).removeprefix("ال") in words(kind) for kind in ("body_head", "name_head"))
    goes_on = after in r.timex_from or r.is_comma(after) or r.norm(after) in words("adverb") | words("preposition")
    words_of_it = after - quote <= 4 and not r.norm(quote + 1).endswith("ا")  # «أبدى الاتحاد "شكوكا" في»
    return body and words_of_it and (goes_on or r.complementizer(after))


def apposition(r: Reader, comma: int, stop: int) -> int:
    """End of «، أحمد بن دغر» or «، المتحدث باسم التحالف»: closed by a comma, a colon, a quote or a complementizer."""
    first = comma + 1
    if r.norm(first) == "#":
        end = hashtag_end(r, first, stop)
        return end if r.is_comma(end) or r.complementizer(end) else comma
    if first >= stop or not r.tokens[first].word or first in r.timex_from:
        return comma
    head = r.norm(first)
    country = first in r.mention_from and r.mention_from[first][1].entity.startswith("state-")
    named = r.mention_until.get(comma)
    other = country or head in words("hidden") or head in nouns()
    if addressed(r, first) or (other and named is not None and named.kind == "person"):
        return comma  # «طالب الوزير سامي نجار، تركيا، بالاعتذار», «نفى سامي نجار، التقارير التي»
    titled = first in r.mention_from or head.removeprefix("ال") in words("agent") or head in ("وهو", "وهي")
    settled = head.startswith("والم") and r.norm(first + 1) in words("preposition")  # «، والمقيم في الخارج،»
    joined = settled or (head.startswith("وال") and is_adjective(head[1:]))
    if not (titled or joined) or r.verb_at(first):
        return unknown_name(r, comma, stop)
    end = noun_phrase(r, first, min(stop, first + _LONGEST_APPOSITION + 6))
    end = _to_comma(r, end, min(stop, end + 6))
    closes = end >= stop or r.is_comma(end) or r.norm(end) == ":" or r.opens_quote(end) or r.complementizer(end)
    closes = closes or (r.norm(end) in ("في", "خلال") and occasion_at(r, end))  # «، أمين الجامعة في كلمة ألقاها»
    closes = closes or addressed(r, end) or (r.norm(end) == "ل" and r.opens_quote(end + 1))  # «، سامي نجار لـ"المدى"»
    reported = end < stop and (is_masdar(r.norm(end)) or governed_noun(r.norm(end)) is not None)
    return end if closes or reported or end in r.timex_from else comma


def _to_comma(r: Reader, end: int, stop: int) -> int:
    """The comma that closes an apposition a few words on («مقرها سول،»); `end` where a report or break comes first."""
    for j in range(end, stop):
        if r.is_comma(j):
            return j
        if not r.tokens[j].word or r.complementizer(j) or r.verb_at(j) or r.participle_at(j) or j in r.timex_from:
            return end
    return end


def _relative(r: Reader, i: int, stop: int, object_follows: bool, about: bool) -> int:
    """End of a relative clause that is followed by the content: at the next comma, or the end of the region.

    Where a verb's object may follow, «رغبته», «رفضها» begin it: «أكد الوزير الذي جلس بين الطلاب رغبته في السفر».
    """
    for j in range(i + 1, min(stop, i + _LONGEST_RELATIVE)):
        owned = r.norm(j).endswith(("ه", "ها", "هم")) and governed_noun(r.norm(j)) is not None
        if object_follows and j > i + 2 and owned and r.norm(j - 1) not in words("preposition"):
            return j
        opens = r.complementizer(j) or r.norm(j) in ("فان", "فانه", "فانها", ":")
        opens = opens or (
            about and j > i + 2 and r.norm(j) == "عن" and not (r.verb_at(j - 1) or is_masdar(r.norm(j - 1)))
        )
        if r.is_comma(j) or opens or r.speech_opens(j):
            return j
    return i if stop > i + _LONGEST_RELATIVE else stop


def _attached(r: Reader, i: int, stop: int, named: bool, frames: frozenset[str]) -> int:
    """End of a prepositional phrase that belongs to the noun before it; `i` itself where it is an adverbial."""
    norm = r.norm(i)
    nxt = r.norm(i + 1)
    if norm == "في" and nxt in ("هذا", "هذه"):
        return i  # «في هذا السياق»
    if norm == "عن" and r.norm(i - 1).removeprefix("ال") in words("issued_by"):
        return noun_phrase(r, i + 1, min(stop, i + 10), frames=frames)  # «بيان صادر عن الوزارة»
    charged = norm in ("علي", "عن") and (r.norm(i - 1).removeprefix("ال") in words("in_charge") or _works_on(r, i))
    if (norm in frames and not _binds(r, i)) or norm in words("determiner") or i + 1 >= stop or r.complementizer(i + 1):
        return i + 1 if norm in ("هذا", "هذه") and not frames else i
    if norm == "من" and nxt == "قبل" and i + 2 < stop:
        return noun_phrase(r, i + 2, min(stop, i + 8), frames=frames)  # «دراسة أعدت من قبل الجامعة»
    told = r.mention_until.get(i)
    if norm == "من" and ((told is not None and told.entity in media()) or r.norm(i - 1) in ('"', "»", "”")):
        return i  # «وعلمت "المدى" من مصادرها أن»
    if norm == "من" and nxt in (*words("ones_part"), "اصل") and i + 2 < stop:
        return i + 3 if nxt == "اصل" else i  # «9 بلديات من أصل 14»
    if norm == "وسط":
        placed = i + 1 in r.mention_from and r.mention_from[i + 1][1].kind == "place"
        return min(r.mention_from[i + 1][0], stop) if placed else i  # «دول وسط أوروبا»
    # «العضو في "أصدقاء النهر" سمير»
    if norm in ("في", "من") and r.opens_quote(i + 1) and r.quote_from[i + 1][0] - i <= 6:
        after = r.quote_from[i + 1][0]
        return after if after < stop and r.tokens[after].word and not r.verb_at(after) else i
    if i + 1 in r.timex_from or occasion_at(r, i):
        return i
    if norm in ("باسم", "بالنيابه"):
        return noun_phrase(r, i + 1, stop, frames=frames)
    if norm in ("علي", "الي", "عن", "ضد") and not charged:
        return i
    ended = r.mention_until.get(i)  # «المتحدث الرسمي لهيئة الغابات في الغربية فهد بن سعد»: so far an office, no name
    untitled = ended is not None and ended.head is None and (ended.kind != "person" or ":" in ended.entity)
    state = i + 1 in r.mention_from and r.mention_from[i + 1][1].entity.startswith("state-")
    sited = norm == "في" and state and ended is not None and ended.kind == "org"  # «معهد البحوث في كوريا الشمالية»
    if charged or sited or (norm in ("في", "من", "بين") and (not named or untitled)):
        if nxt in words("preposition") or r.verb_at(i + 1):
            return i
        return noun_phrase(r, i + 1, min(stop, i + 6), frames=frames)
    return i


def _binds(r: Reader, i: int) -> bool:
    """Whether a preposition that the verb takes as well is the noun's own: «كثير من الزوار», «المسؤول عن الميناء»."""
    before = r.norm(i - 1).removeprefix("ال")
    if _works_on(r, i):
        return True
    if r.norm(i) == "من":
        return before in words("quantity")
    if before == "دفاع":
        return r.norm(i - 2) not in ("وزاره", "وزير")  # «جماعات الدفاع عن الغابات»
    return before in words("in_charge") and before.startswith(("مسءول", "مشرف", "قاءم"))


def _serves(r: Reader, i: int) -> bool:
    """Whether «لـ» tells what a body is for: «اللجنة الوطنية لمكافحة الجراد», «الاتحاد العربي لعلوم الفضاء»."""
    field = is_masdar(r.norm(i)[1:]) or r.norm(i)[1:] in words("field")
    near = (r.norm(k) for k in range(max(0, i - 3), i))
    body = any(k.startswith(("ال", "لل")) and k[2:] in words("body_head") for k in near)
    title = r.mention_until.get(i)
    closed = is_adjective(r.norm(i - 1)) or (title is not None and title.kind == "person" and title.head is None)
    return field and body and r.norm(i - 1).startswith("ال") and closed


def _works_on(r: Reader, i: int) -> bool:
    """«هيئة الرقابة على الأغذية», «الهيئة العامة للرقابة على الصادرات»: «على» is the verbal noun's own."""
    noun = r.norm(i - 1)
    return r.norm(i) == "علي" and noun.startswith(("ال", "لل")) and noun[2:] in words("works_on")


def _coordinated(r: Reader, i: int, stop: int, frames: frozenset[str]) -> int:
    """End of «وبيونغ يانغ» or «ووزير الخارجية سيرغي لافروف»; `i` itself where و opens a new clause."""
    rest = r.norm(i)[1:]
    if r.verb_at(i) or rest in words("preposition") or rest in words("opening") or r.complementizer(i) or rest == "ان":
        return i
    if i in r.mention_from:
        return min(r.mention_from[i][0], stop)
    if rest in ("غيره", "غيرها", "غيرهم", "غيرهما") and r.norm(i + 1) == "من":
        return noun_phrase(r, i + 1, min(stop, i + 8), frames=frames)  # «وغيرها من الدول»
    titled = next((j for j in range(i + 1, min(stop, i + 7)) if j in r.mention_from and r.norm(j).startswith("ال")), 0)
    if is_masdar(rest) and titled and r.mention_from[titled][1].head is not None:
        return min(r.mention_from[titled][0], stop)  # «وكيل الوزارة للمتاحف وتطوير الخدمات الدكتور سامي نجار»
    if rest.startswith("ال") or rest in words("agent") or is_adjective(rest) or rest.endswith(("ون", "ين")):
        return noun_phrase(r, i, min(stop, i + 8), frames=frames)
    return i

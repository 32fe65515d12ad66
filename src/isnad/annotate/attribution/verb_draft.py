"""A verb or participle in, its statement out, or None where it reports no words."""

from __future__ import annotations

from dataclasses import replace

from isnad.annotate.attribution.actor import says_of_it
from isnad.annotate.attribution.content import content_of
from isnad.annotate.attribution.cue import Cue, Cues
from isnad.annotate.attribution.describing import labels, labels_a_thing
from isnad.annotate.attribution.draft import Draft
from isnad.annotate.attribution.lexicon import governed_noun, media, words
from isnad.annotate.attribution.opener import Opener, find_opener, reported_clause, reported_noun, speaker_heads
from isnad.annotate.attribution.reader import Reader, is_masdar
from isnad.annotate.attribution.relay_draft import relay_draft
from isnad.annotate.attribution.side import NOBODY
from isnad.annotate.attribution.source import source_of
from isnad.annotate.attribution.speaking import speaks
from isnad.annotate.attribution.stance import stance_of

_WITH_OBJECT = frozenset(
    ("say", "continue", "opinion", "think", "condemn", "praise", "urge", "refuse", "feel", "blame")
)
"""Roles whose participle reports with an object alone: «مستنكرا القرار»."""
_BY_SPEAKERS = frozenset(("warn", "promise", "urge", "accuse", "condemn", "praise", "feel"))
"""Roles that no deed can fill: cooperation that threatens to fail says nothing."""
_MAKING = frozenset(("act", "issue", "throw", "direct"))
"""Roles of verbs that make a text, which may speak through a verb of its own."""
_SPEECH = 60
"""Sentences of one paragraph that a speech without quotation marks may take."""
_NAMED = frozenset(("accept", "think", "opinion", "offer", "label", "act", "blame"))
"""Roles that report an object only where their source is named: «قبل النادي العرض»."""


def verb_draft(r: Reader, cue: Cue, sentence: int, start: int, stop: int, cues: Cues) -> Draft | None:
    opener = find_opener(r, cue, stop)
    if cue.role == "relay":
        return relay_draft(r, cue, sentence, stop, opener, cues)
    if opener is None or opener.first >= len(r.tokens):
        return None
    source, opener = source_of(r, cue, opener, start)
    told = labels_a_thing(r, cue) or (says_of_it(r, cue) and r.tokens[cue.first - 1].word)
    free = (told or _stands_free(r, cue, start)) and (not cue.negated or _goes_on(r, cue))
    if source is None and not free:
        return None
    if cue.negated and cue.role in ("accept", "plan", "think", "feel"):
        return None
    if (
        cue.role == "accuse"
        and source is None
        and opener.kind == "preposition"
        and opener.first == cue.after
        and not cue.clitic
    ):
        cue = replace(cue, kind="hedge", stance="doubt")  # «ويتهم بالتزوير»: nobody says by whom
    if not _reports(r, cue, opener, source):
        return None
    warned = _warned_of(r, cue, opener, stop)
    found = content_of(r, cue, warned or opener, _content_stop(r, cue, opener, sentence, stop, cues), cues)
    if found is None:
        return None
    content, form = found
    if cue.role == "label" and form == "mixed" and opener.kind in ("quote", "preposition", "clause"):
        form = "direct" if r.opens_quote(content[0]) and r.quote_from[content[0]][0] >= content[1] else form
    if form == "indirect" and _quoted_from_itself_on(r, cue):
        form = "mixed"
    if form == "direct" and _quotes_a_phrase(cue, opener, *content):
        form = "mixed"
    first = opener.first if warned is not None else content[0]
    stance, rule = stance_of(r, cue, opener, first, content[1], form, NOBODY)
    return Draft(cue, sentence, source, (content,), form, stance, rule, opener=opener)


_TELLING = frozenset(("say", "show", "tell", "opinion", "continue"))
_PHRASE = 3
"""Tokens of a quoted feeling: «أعرب عن "قلقه الشديد"»."""


def _quotes_a_phrase(cue: Cue, opener: Opener, first: int, last: int) -> bool:
    """«ندد بـ"الاعتداء العنيف"», «أعرب عن "قلقه"»: a phrase, no clause, is what is condemned or felt."""
    if opener.kind not in ("object", "preposition"):
        return False
    return cue.role in ("condemn", "praise", "urge", "refuse") or (cue.role == "govern" and last - first <= _PHRASE)


def _quoted_from_itself_on(r: Reader, cue: Cue) -> bool:
    """«وقالت الوكالة إن الرئيس "قبل الدعوة بسرور"»: the clause told goes over to its own words at the verb."""
    if cue.role in _TELLING or not r.opens_quote(cue.first - 1) or r.norm(cue.first - 2) == ":":
        return False
    return any(r.complementizer(i) for i in range(max(cue.first - 14, 0), cue.first - 1))


def _warned_of(r: Reader, cue: Cue, opener: Opener, stop: int) -> Opener | None:
    """«وجه تحذيرا إلى التجار من رفع الأسعار»: what the warning is of follows «من», past those it is addressed to."""
    if cue.role != "direct" or opener.kind != "object" or (governed_noun(r.norm(opener.first)) or ("",))[0] != "warn":
        return None
    for i in range(opener.first + 1, min(stop, opener.first + 12)):
        if r.norm(i) == "من" and r.complementizer(i + 1):
            return reported_clause(r, i + 1, i, opener.source)
        if r.norm(i) == "من" and is_masdar(r.norm(i + 1)):
            return Opener("preposition", i, i + 1, opener.source)
    return None


def _reports(r: Reader, cue: Cue, opener: Opener, source: tuple[int, int] | None) -> bool:
    """Whether verb, source and opener together report words, and not a mere action."""
    if cue.kind == "participle" and opener.source is not None and opener.kind in ("clause", "colon", "quote"):
        return False
    if source is not None and _will_be(r, source[0]):
        return False  # «خططها وتوجهها سيكون»: what was taken for the source is a clause
    if _in_another_sense(r, cue, opener, source) or r.norm(opener.first) in words("identity"):
        return False
    if source is not None and not speaks(r, source):
        deed = cue.role in _BY_SPEAKERS and is_masdar(r.norm(source[0]))
        text = r.norm(source[0]).removeprefix("ال") in words("text")  # «وأضافت الرسالة أن»
        adds = cue.rule.endswith(("#أضاف", "#تابع", "#أردف", "#استطرد", "#استدرك"))
        told = text or (adds and opener.kind in ("clause", "colon", "quote"))  # «وأضاف السوسي أن»
        if deed or (cue.role in ("continue", "act") and not told):
            return False
    if cue.role in _MAKING and opener.kind in ("object", "preposition") and _speaks_within(r, opener.first):
        return False
    if cue.role == "accuse" and r.norm(opener.first) in words("verdict"):
        return False  # «حكم على 16 متهما بالحبس»
    if cue.role == "accept" and opener.kind in ("object", "preposition") and _points_back(r, opener.first):
        return False
    if cue.role == "learn" and not (opener.kind == "clause" and source is not None and _is_medium(r, source)):
        return False  # «وعلمت الشرطة أن السائق فر»
    if cue.role == "throw" and r.norm(opener.first) not in words("thrown"):
        return False
    if cue.role == "decide":
        joined = cue.bare != r.norm(cue.first) and opener.kind == "preposition"  # «ورفضت … وأمرت بتوقيفه»
        return joined or (source is not None and not (cue.rule.endswith("#قرر") and _is_person(r, source)))
    if source is None and not _elided(r, cue, opener):
        return False
    return opener.kind != "object" or _object_reports(r, cue, opener, source)


def _judged_so(r: Reader, cue: Cue, first: int) -> bool:
    """«، واعتبر الهدم انتقاما من السكان»: the judgement stands in the accusative behind what is judged."""
    if cue.bare == r.norm(cue.first) or not r.is_comma(cue.first - 1) or r.norm(first).endswith("ين"):
        return False
    behind = range(first + 1, min(first + 9, r.size))
    end = next((i for i in behind if not r.tokens[i].word or r.verb_at(i)), behind.stop)
    accusative = (i for i in range(first + 1, end) if r.raw(i).endswith(("ا", "اً", "ًا")) and i not in r.mention_from)
    return any(len(r.norm(i)) > 4 for i in accusative)


def _points_back(r: Reader, i: int) -> bool:
    """«وافقت البلدية على ذلك»: what was said stands elsewhere."""
    return r.norm(i) in ("ذلك", "هذا") and not r.norm(i + 1).startswith("ال")


def _in_another_sense(r: Reader, cue: Cue, opener: Opener, source: tuple[int, int] | None) -> bool:
    """Whether a verb that reports in one sense stands here in another: «يقبل على الشراء», «أطلق النار»."""
    if cue.rule.endswith("#اعتبر") and not cue.clitic and _is_held_to_be(r, cue, opener, source):
        return True
    if cue.rule.endswith("#أطلق") and not any(r.norm(i) in words("naming") for i in range(cue.after, opener.first + 6)):
        return True
    if cue.rule.endswith(("#دان", "#أدان")) and source is not None and r.norm(source[0]) in words("court"):
        return True
    if cue.rule.endswith("#حمل") and not any(
        r.norm(i).removeprefix("ال") in words("burden") for i in range(cue.after, min(cue.after + 20, len(r.tokens)))
    ):
        return True  # «تحمل الصورة أسماء»
    if cue.rule.endswith(("#نسب", "#عزا", "#أرجع")) and opener.kind == "preposition" and opener.source is None:
        return True  # «نسبت إلى الجار»: a passive
    towards = any(r.norm(i) == "الي" for i in range(cue.after, opener.at + 1))
    if cue.rule.endswith("#ذهب") and (opener.kind != "clause" or not towards):
        return True  # «ذهب إلى أن القصيدة منحولة», and not «ما كان منه إلا أن ذهب»
    if cue.rule.endswith("#رد") and r.norm(opener.first - 1) == "اذا":
        return True  # «كان يرد على سؤال عما إذا تأخر»
    if cue.rule.endswith("#gives") and r.norm(opener.first) not in words("thanks"):
        return True
    if cue.rule.endswith("#قبل") and r.norm(cue.after) == "علي":
        return True  # «يقبل على شرائها»
    if cue.rule.endswith("#اعتذر") and source is None:
        return True
    if cue.rule.endswith("#توصل") and opener.kind != "clause":
        return True  # «توصل الطرفان إلى اتفاق»
    # «لا تعترف الدولة باستقلال الإقليم»
    return cue.rule.endswith("#اعترف") and r.norm(opener.first) in words("recognised")


def _speaks_within(r: Reader, first: int) -> bool:
    """«نشر الوزير بيانا أعلن فيه أن»: what the text says is reported by the verb inside it."""
    near = range(first + 1, min(first + 20, len(r.tokens)))
    return any(r.norm(k) in words("within") and r.verb_at(k - 1) for k in near)


def _is_held_to_be(r: Reader, cue: Cue, opener: Opener, source: tuple[int, int] | None) -> bool:
    """«وتعتبر البحيرة من أعمق البحيرات», «تعتبر المدينة بوابة الصحراء»: the noun is held to be it, by nobody named."""
    if (
        source is None
        or source[0] < cue.after
        or cue.tense != "present"
        or opener.kind not in ("object", "preposition")
    ):
        return False
    if any(r.norm(i) in ("من", "بين") for i in range(source[0] + 1, source[0] + 4)):
        return True
    first = opener.first
    judged = first in r.mention_from or r.norm(first).startswith("ال") or r.norm(first) in words("determiner")
    return opener.kind == "object" and not judged and not r.opens_quote(first)


def _elided(r: Reader, cue: Cue, opener: Opener) -> bool:
    """Whether a verb of this role still reports without its source."""
    nominal = opener.kind in ("object", "preposition")
    if cue.role == "label":
        joined = cue.bare != r.norm(cue.first) and opener.kind == "object"  # «ووصف القرار بأنه خاطئ»
        return cue.clitic or cue.kind == "participle" or joined
    if cue.role in ("govern", "opinion") and nominal and cue.kind == "verb":
        quoted = cue.role == "govern" and r.speech_opens(opener.first)  # «حيث أعرب عن "خالص العزاء"»
        # «واعتبرها العدو الأول»
        judged = cue.rule.endswith("#اعتبر") and (cue.clitic or _judged_so(r, cue, opener.first))
        return quoted or judged or _carries_stance(r, opener.first) or is_masdar(r.norm(opener.first))
    talks_about = opener.kind == "preposition" and r.norm(opener.at) == "عن" and cue.bare.startswith(("تحدث", "يتحدث"))
    return not (talks_about and cue.kind == "verb")


def _object_reports(r: Reader, cue: Cue, opener: Opener, source: tuple[int, int] | None) -> bool:
    """Whether a direct object is what was said: «أعلن وقف القتال», not «أعلن القائمة» of a decision's text."""
    if cue.clitic and cue.role not in ("label", "accuse", "blame", "opinion"):
        return False
    if (
        source is None
        and cue.role == "say"
        and cue.kind == "verb"
        and opener.first == cue.after
        and speaker_heads(r, cue.after)
    ):
        return False  # «أوضح التقرير الذي نشره …، أن»: who speaks is no content
    if cue.role == "label" and cue.kind == "verb" and source is None:
        return cue.bare != r.norm(cue.first) and r.says_what_it_is(opener.first)  # «ووصف القرار بأنه خاطئ»
    if cue.role == "claim":
        some = opener.first + (r.norm(opener.first) in words("quantity"))  # «تبنى غالبية هذه الهجمات»
        some += r.norm(some) in words("determiner")
        return r.norm(some).removeprefix("ال") in words("claimed_deed")  # «تبنى الهجوم», not «تبنى سياسة»
    if cue.role == "raise":
        return source is not None and speaks(r, source) and r.norm(opener.first) in words("raised")
    if cue.role == "offer":
        offered = source is not None or r.norm(cue.after) in words("to_whom")
        return offered and reported_noun(r, opener.first)  # «، وعرض التجارب الناجحة»: a noun
    if cue.role == "direct":
        return _carries_stance(r, opener.first)
    if cue.rule.endswith("#عبر") and opener.kind == "object":
        return _carries_stance(r, opener.first)  # «عبر السكان قلقهم», not «عبر السكان الجسر»
    if cue.rule.endswith(("#جدد", "#كرر")):
        return _carries_stance(r, opener.first) or r.norm(opener.first) in words("of_speech")
    if cue.role == "show" or cue.rule.endswith("#رأى"):
        return is_masdar(r.norm(opener.first))
    if cue.kind == "participle" and cue.role == "accuse":  # «متهما الحزب بأنه وراء الحريق»
        return any(r.norm(i).startswith("بان") for i in range(opener.first, min(opener.first + 10, r.size)))
    if cue.kind == "participle":
        return cue.role in _WITH_OBJECT
    judged = cue.rule.endswith("#اعتبر") and (cue.clitic or _judged_so(r, cue, opener.first))
    return source is not None or cue.role not in _NAMED or judged


def _tells_on(r: Reader, i: int) -> bool:
    """«الاتفاق الذي وصفه بأنه معيب وأعاد فرض الرسوم»: a deed joined to a label is told by the page."""
    return r.clause_verb(i) and i not in r.closing and r.norm(i)[1] not in "يت"


def _stands_free(r: Reader, cue: Cue, start: int) -> bool:
    """Whether a verb without a source can carry on somebody's speech: it opens a clause and describes no noun."""
    if cue.kind != "verb" or cue.first == start or cue.bare != r.norm(cue.first):
        return True
    if r.norm(cue.first - 1) in words("text") and cue.tense == "past":
        return False  # «على خلفية تقرير زعم أن»: whose report it is stands elsewhere
    comma = next((i for i in range(cue.first - 1, max(start, cue.first - 8), -1) if r.is_comma(i)), None)
    opening = r.norm(start if comma is None else comma + 1)
    if opening in words("adverbial") or opening[1:] in words("adverbial"):
        return True  # «وعن المباراة قال»: an adverbial stands in front, no subject
    if r.norm(cue.after) in words("within"):
        return True  # «وأصدرت بيانا قالت فيه»
    if cue.clitic and cue.role == "label" and r.norm(cue.first - 1) in ("والتي", "والذي", "والذين"):
        return True  # «أشار إلى العملية، والتي وصفها بالناجحة»
    previous = r.norm(cue.first - 1)
    return not r.tokens[cue.first - 1].word or previous in words("opening") or previous in ("ما", "بما", "كان", "كانت")


def _goes_on(r: Reader, cue: Cue) -> bool:
    """«ولم يستبعد تأجيل الموعد» carries on somebody's words; «لم يؤكد» after anything else has a subject to find."""
    return r.norm(cue.first - 1) in ("ولم", "ولا") and cue.role in ("say", "opinion", "refuse")


def _carries_stance(r: Reader, i: int) -> bool:
    i += r.opens_quote(i)
    return governed_noun(r.norm(i)) is not None or r.norm(i) in words("raised")


def _is_person(r: Reader, source: tuple[int, int]) -> bool:
    return any(i in r.mention_from and r.mention_from[i][1].kind == "person" for i in range(*source))


def _will_be(r: Reader, i: int) -> bool:
    return r.norm(i) in ("سيكون", "ستكون", "يكون", "تكون", "سيتم", "ستتم", "كان", "كانت")


def _is_medium(r: Reader, source: tuple[int, int]) -> bool:
    """Whether a newspaper, channel or agency speaks: «صحيفة المدى», «"المدى"»."""
    named = any(i in r.mention_from and r.mention_from[i][1].entity in media() for i in range(*source))
    return named or (r.opens_quote(source[0]) and r.names(source[0])) or r.norm(source[0]) in words("medium")


def _content_stop(r: Reader, cue: Cue, opener: Opener, sentence: int, stop: int, cues: Cues) -> int:
    """Speech after a colon without quotation marks runs on over sentences, up to the next one that reports."""
    if labels(cue) and cue.tense == "past":
        stop = next((k for k in range(opener.first + 1, stop) if _tells_on(r, k)), stop)
    if opener.kind != "colon" or r.opens_quote(opener.first) or r.complementizer(opener.first):
        return stop  # «قال الحراس: إنهم ينتظرون»: a clause ends with its sentence
    paragraph = r.doc.paragraph_at(r.tokens[opener.first].start)
    for first, last in r.doc.sentence_bounds[sentence + 1 : sentence + _SPEECH]:
        if (
            r.tokens[first].start >= paragraph.end
            or any(_takes_over(cues.get(i)) for i in range(first, first + 4))
            or r.norm(first) in words("marker")
        ):
            break
        stop = last
    return stop


def _takes_over(cue: Cue | None) -> bool:
    return cue is not None and cue.kind == "verb" and cue.role in ("say", "continue", "govern", "tell")

# Patterns read best as one alternative a line, however long.
# ruff: noqa: E501
"""Who is meant, when, and in what voice: the reasons for leaving a match aside.

A phrase alone says little. Each function here looks at the words around one match and answers one question.
"""

import re

from .words import CLAUSE_END, QUOTES, SENTENCE_END, Reading, word_set

FIRST = word_set("i me my myself mine im ive id")
SECOND = word_set("you your yours yourself youve youd youll u")
OTHERS = word_set(
    "he she they him her them his their himself herself themselves someone somebody anyone anybody "
    "everyone people who person man woman guy girl boy kid kids child children friend friends mate "
    "son daughter brother sister mum mother dad father parent parents partner husband wife boyfriend "
    "girlfriend ex cousin uncle aunt flatmate roommate colleague neighbour nephew niece teen teens "
    "teenager teenagers student students member patient patients client clients men women others "
    "character"
)

NEGATED = re.compile(
    r" (?:not|never|without|no longer|neither|nor|no (?:thoughts?|plans?|intentions?|desire|urges?|wish"
    r"|intent)"
    r"|stopped|quit|nunca|jamas|jamais|nie|niemals|nem)"
    r"(?! (?:joking|kidding|lying|okay|ok|sure|exaggerating|well|fine|only|just|care|know|stop|see why"
    r"|see any|cope"
    r"|sleep|even|going to lie|think i (?:can|will)|help|resist|wait|take|being dramatic|like this"
    r"|going anywhere))"
    r" (?:(?:that|saying|think|thinking|mean|like|feel like) i )?"
    r"(?:(?!(?:and|but|so|because|cos|since|as|then|if|when|until|i) )\w+ ){0,5}$"
    r"| (?:no|zero) $"
    r"| (?:no|nao|n) (?:(?:me|voy|a|quiero|pienso|he|estoy|pensando|en|vou|quero|penso|pretendo|estou) ){0,4}$"
    r"| ne (?:vais|veux|voudrais|pense|suis)(?: pas| plus| jamais)? (?:\w+ )?$| (?:nai|pas|jamais|aucune?|nicht|nichts) $"
)
PAST = re.compile(
    r" (?:hace (?:\w+ ){0,2}(?:anos|meses)(?! que)|il y a (?:\w+ ){1,2}ans(?! que)|vor (?:\w+ ){0,2}jahren|(?:ha|faz) (?:\w+ ){1,2}anos(?! que)"
    r"|cuando (?:era|tenia)|quando eu (?:era|tinha)|quand (?:jetais|javais)|als ich (?:\w+ ){0,3}war|anos atras|fruher|damals"
    r"|(?:years?|decades?) ago|before that|there was a time|at (?:thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)|nearly did not make it|(?:i am )?a survivor|used to|back then|back when|at the time|in (?:19|20)\d\d|long ago"
    r"|when i was (?:a |at |in |younger|little|\d)|as a (?:teen|teenager|kid|child|student)|not any more"
    r"|in the past|in my (?:teens|twenties|thirties)|(?:survived|surviving) (?:my|a|an)"
    r"|since i last (?:self|cut|hurt|harmed|burned|tried|attempted|did it)|anniversary of|(?:years|months) on"
    r"|(?:years?|months?|days?|weeks?) (?:clean|free|sober|without))(?= )"
)
RECOVERED = re.compile(
    r" (?:recovery story|my recovery|in recovery|(?:years|months) on from"
    r"|(?:days|weeks|months|years) (?:clean"
    r"|self harm free|free of|free from)|glad i (?:did not|am (?:still )?(?:here|alive)"
    r"|survived|stayed|lived)"
    r"|grateful (?:to be|i am) (?:alive|here)|happy (?:to be|i am) (?:alive|still here)|so much better now"
    r"|i am better now|life is good now|no longer feel (?:that way|like that|suicidal|the urge|like dying)"
    r"|do not feel that way any more"
    r"|came through it|i made it through|got through it)(?= )"
)
AGAIN = re.compile(
    r" (?:again|still (?:want|think|feel|have)|coming back|came back|come back|are back|is back|creeping"
    r"|lately"
    r"|once more|nowadays|these days i (?:want|feel|think)|right now|tonight|otra vez|de nuevo|todavia|sigo|encore|wieder|immer noch"
    r"|de novo|ainda)(?= )"
)
STAGED = word_set(
    "song songs lyric lyrics poem verse book novel film movie show series episode character "
    "characters scene play story fiction quote quoted quoting title titled album band chapter hamlet "
    "shakespeare game actor documentary line villain protagonist novela pelicula libro cancion serie personaje "
    "protagonista roman film chanson livre heros heroine personnage buch lied held figur livro filme musica personagem "
    "chorus cartoon anime manga musical opera karenina"
)
PUBLIC = word_set(
    "prevention awareness statistics statistic study studies research report reports reported "
    "guidance council helpline charity campaign training rates rate news article newspaper government "
    "policy documentary published headline survey month conference course workshop leaflet webinar "
    "hotline prevencion praevention pravention prevencao estadisticas statistik statistiques estatisticas dissertation "
    "safeguarding bereaved inquest parliament railways"
)
JOKING = word_set("lol lmao lmfao rofl haha hahaha hehe jk lolol xd")
JOKING_SIGNS = re.compile("[😂🤣😆😹💀]")
FIGURATIVE_AFTER = re.compile(
    r"(?:of|from|with) (?:pure |sheer |the |second hand )?(?:embarrassment|laughter|laughing|boredom|shame"
    r"|cringe|cold|heat|hunger|thirst|cuteness|happiness|excitement|joy|envy|jealousy)(?= )"
    r"|laughing |to (?:see|know|hear|try|meet|tell|read|watch) "
    r"|(?:if|when|because|every time) (?:\w+ ){0,4}(?:one more|another|homework|exam|exams|meeting|monday"
    r"|traffic|ads?|song|game|episode|update|queue|spreadsheet)(?= )"
)


def negated(reading: Reading, start: int) -> bool:
    """A denial stands shortly before the match in the same clause ("I would never …", "no thoughts of …")."""
    first, _ = reading.bounds(start, start + 1, CLAUSE_END)
    return NEGATED.search(" " + reading.line[max(first, start - 60) : start]) is not None


def owner(reading: Reading, start: int, end: int) -> str:
    """Whose wish the words name: "me", "you", "other", or "" when nobody is named before them.

    The nearest person word before the match in its clause decides; a match that itself holds "I", "my" or
    "myself" belongs to the writer unless the nearest person before it is somebody else and no "I" follows.
    """
    words = reading.words
    first = reading.word_at(start)
    last = reading.word_at(max(start, end - 1))
    inside = words[first : last + 1]
    if "i" in inside or (inside and inside[0] in FIRST):
        return "me"
    for index in range(first - 1, max(-1, first - 12), -1):
        word = words[index]
        if word in SENTENCE_END:
            break
        if word in FIRST:
            return "me"
        if word in SECOND:
            return "you"
        if word in OTHERS:
            return "me" if FIRST & set(inside) else "other"
    return "me" if FIRST & set(inside) else ""


def past(reading: Reading, start: int, end: int, *, grave: bool) -> bool:
    """The sentence speaks of a time that is over, or the message of recovery; nothing says "again".

    Talk of recovery elsewhere in the message never excuses a grave match (plan, means, timing).
    """
    first, stop = reading.bounds(start, end, SENTENCE_END)
    sentence = f" {reading.line[max(first, start - 90) : min(stop, end + 60)]} "
    over = PAST.search(sentence) or (None if grave else RECOVERED.search(reading.line))
    return over is not None and AGAIN.search(sentence) is None


def quoted(reading: Reading, start: int, end: int) -> bool:
    """Within quotation marks in a message about a song, a book, a film; or said of a character."""
    words = frozenset(reading.words)
    if not words & STAGED:
        return False
    before = sum(1 for word in reading.words[: reading.word_at(start)] if word in QUOTES)
    if before % 2:
        return True
    first, stop = reading.bounds(start, end, SENTENCE_END)
    sentence = frozenset(reading.line[first:stop].split())
    return bool(sentence & STAGED) and not sentence & FIRST


def public(reading: Reading, start: int, end: int) -> bool:
    """News, statistics, campaigns: the subject is named, nobody speaks of themselves."""
    first, stop = reading.bounds(start, end, SENTENCE_END)
    sentence = frozenset(reading.line[first:stop].split())
    return bool(sentence & PUBLIC) and not sentence & FIRST


def figurative(reading: Reading, end: int) -> bool:
    """An everyday figure of speech: the match is followed by "of embarrassment", "laughing" and the like."""
    return FIGURATIVE_AFTER.match(reading.line, min(end + 1, len(reading.line))) is not None


def joking(reading: Reading, start: int, end: int) -> bool:
    """Laughter in the same sentence. People laugh about what is true, so it lowers and never silences."""
    first, stop = reading.bounds(start, end, SENTENCE_END)
    if JOKING & frozenset(reading.line[first:stop].split()):
        return True
    return JOKING_SIGNS.search(reading.text) is not None

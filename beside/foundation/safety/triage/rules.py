# Patterns read best as one alternative a line, however long.
# ruff: noqa: E501
"""What a rule is, and the rules about the writer's own danger.

A rule is a pattern over the normalised line (see words.py): words between single spaces, sentence marks as
words, contractions written out ("do not"), common disguises undone. Gaps are bounded and never cross a
sentence mark, so every pattern takes time linear in the text. `anchors` are words of which at least one must
be present before the pattern is tried at all: most messages are done after one set operation.
"""

import re
from dataclasses import dataclass, field
from functools import cache

from .model import PLAN_MEANS_TIMING, SELF_HARM

WEAK, PASSIVE, ACTIVE, GRAVE = 0.2, 0.4, 0.62, 0.86
"""How much one match says, on the scale of the score: strain, a wish to be dead, active thoughts, intent."""

_MACROS = {
    "{g1}": r"(?:\w+ ){0,1}",
    "{g2}": r"(?:\w+ ){0,2}",
    "{g3}": r"(?:\w+ ){0,3}",
    "{g4}": r"(?:\w+ ){0,4}",
    "{g6}": r"(?:\w+ ){0,6}",
    "{end}": (
        r"(?:(?:kill|killing|hang|hanging|shoot|shooting|stab|stabbing|drown|drowning|off|offing|delete|end|ending) (?:myself|my self(?! (?:esteem|worth|harm|care|image|respect|control|confidence|injury)))"
        r"|(?:take|taking|end|ending) my (?:own )?life|(?:commit|committing|do|doing) suicide|slit (?:my )?(?:own )?(?:throat|wrists?)|end it(?: all)?"
        r"|end everything|ending it(?: all)?)"
    ),
    "{when}": (
        r"(?:tonight|tomorrow|today|now|right now|soon|this (?:week|weekend|evening|morning|afternoon|month)"
        r"|(?:on|by|after|before|until|this|next) (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|week"
        r"|month|christmas|new year|my birthday)|in (?:a few|a couple of|two|three|\d+) (?:hours|days|weeks))"
    ),
    "{pills}": r"(?:pills?|tablets?|meds|medication|medicine|painkillers?|sleeping pills|opiates?|insulin|capsules)",
    "{drugs}": (
        r"(?:pills?|tablets?|meds|medication|medicine|painkillers?|insulin|capsules|paracetamol|tylenol|aspirin|ibuprofen"
        r"|codeine|xanax|benzos|diazepam|morphine|antidepressants|sedatives|sleepers|opiates?|opioids?)"
    ),
    "{means}": (
        r"(?:rope|noose|gun|handgun|shotgun|pistol|revolver|razor|razors|razor blades?|blades?|helium|cyanide"
        r"|pesticide|exit bag|suicide bag)"
    ),
    "{i am}": r"i (?:am|was|have been|feel|felt|might be|get|keep)",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern and what it means.

    `own`: it counts only as the writer's own, present, unquoted, undenied words. `also`: a second pattern
    that must stand somewhere in the message. `unless`: one that must not. `after_talk`: counts only when an
    earlier message of the conversation already spoke of suicide or self-harm.
    """

    code: str
    says: str
    pattern: str
    anchors: str
    weight: float = 0.0
    flags: frozenset[str] = field(default_factory=frozenset)
    own: bool = True
    also: str = ""
    unless: str = ""
    after_talk: bool = False
    languages: frozenset[str] = frozenset({"en"})


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A rule's pattern with its short forms written out, matching whole words of the line."""
    return re.compile(rf"(?<= )(?:{written_out(pattern)})(?= )")


def written_out(pattern: str) -> str:
    """A pattern without short forms."""
    for name, meaning in _MACROS.items():
        pattern = pattern.replace(name, meaning)
    return pattern


PLAN = frozenset({PLAN_MEANS_TIMING})
HARM = frozenset({SELF_HARM})

PASSIVE_RULES = (
    Rule(
        "passive",
        "Speaks of being tired of living",
        r"(?:tired|sick|weary) of (?:being alive|existing|life|living|waking up)",
        "tired sick weary",
        PASSIVE,
    ),
    Rule(
        "passive",
        "Wishes not to wake up",
        r"(?:wish|wished|hope|hoped|hoping|want|wanted|pray|prayed|like|love|rather) {g6}(?:not|never) (?:to )?(?:(?:wake|waking) up|open my eyes)"
        r"|(?:disappointed|sad|gutted|angry|annoyed|upset) (?:that )?(?:i|to) (?:woke|wake|have woken|am still alive|still alive)"
        r"|sleep and (?:not|never) wake up|(?:wish|want|hope) {g4}(?:asleep|sleep) (?:forever|for ever|for good)",
        "eyes wake waking woke woken alive forever ever good",
        PASSIVE,
        unless=r"alarm|late for|nightmare|early",
    ),
    Rule(
        "passive",
        "Wishes never to have been born or not to exist",
        r"(?:wish|wished|better if) {g3}(?:not been born|never been born|never born|never existed|did not exist|not exist|could disappear)"
        r"|(?:want|wanted|wish|rather|like) (?:to )?(?:not |stop |cease to )exist(?:ing)?",
        "born exist existed existing disappear",
        PASSIVE,
        unless=r"(?:does|did) not exist|speech|presentation|embarrass\w*|whenever i have to",
    ),
    Rule(
        "passive",
        "Hopes that something ends their life",
        r"(?:hope|hoping|hoped|wish|wished|wishing) {g4}(?:bus|car|truck|lorry|train|cancer|heart attack|accident|illness) "
        r"{g4}(?:hits?|hitting|runs?|kills?|killed|takes?|took|crash(?:es)?) {g1}me"
        r"|if (?:a|the|some) (?:bus|car|truck|lorry|train|driver) (?:\w+ ){0,2}(?:hit|hits|ran|kills?|killed|took|takes) (?:me|into me|over me)",
        "hope hoping hoped wish wished wishing if",
        PASSIVE,
    ),
    Rule(
        "passive",
        "Does not want to live",
        r"(?:not|never) (?:really |actually |even )?(?:want|wanted|wanting) to (?:be alive|live|exist|be here|be around|go on living|wake up)(?: any (?:more|longer))"
        r"|(?:not|never) (?:really |actually |even )?(?:want|wanted|wanting) to (?:be alive|live|exist|go on living)",
        "want wanted wanting",
        PASSIVE,
        unless=r"live (?:with|in|at|like|there|here|alone|near|by|together|under|off|on|for|as|a|this|that|anywhere|somewhere|my|life|long|to)|be here (?:at|for|with|because)",
    ),
    Rule(
        "passive",
        "Sees no reason to live",
        r"(?:need|needing|give me|find|finding|looking for|struggling to find|no more) (?:\w+ ){0,2}reasons? to (?:live|stay alive|keep living|not (?:die|kill myself))|why am i (?:even |still )?(?:alive|living)|no point (?:to|in) (?:staying|being) alive|not (?:want to )?keep waking up|hate that i was (?:ever )?born|can not continue (?:to live|living)|not have (?:the|any) will to live|"
        r"(?:no|not (?:see|have|find|feel) (?:the|a|any|much)|what is the|lost (?:the|my)) (?:point|reason|reasons|will|purpose) (?:in |of |to |for |left )?(?:\w+ )?"
        r"(?:living|live|being alive|being here|carry on living|going on living|keep living|existing)",
        "point reason reasons will purpose alive living waking born continue",
        PASSIVE,
    ),
    Rule(
        "passive",
        "Would rather be dead or would not mind dying",
        r"(?:rather|wish i was|wish i were|better if i was|better if i were|better) (?:be )?(?:dead|not (?:be )?(?:here|alive|around))"
        r"|(?:wish|wished|hope|hoped|hoping|pray|praying|wishing) (?:that )?i (?:would |could |will |do |just |simply ){0,2}(?:die|died|be dead|were dead|was dead)|if i (?:died|dropped dead|(?:was|were) (?:dead|gone)) (?:tonight|tomorrow|today|right now)|(?:fine|on|easier|nothing would change|relief) if i (?:died|dropped dead|(?:was|were) (?:dead|gone))|wishing (?:to|i could) die|better to (?:just )?die|life is not for me|(?:not want|finished with) (?:this|my) life|(?:picturing|imagining|planning|plan|planned|picture|imagine|thinking about|think about) my (?:own )?(?:funeral|suicide)|god (?:to )?(?:just |please )?(?:would )?take me"
        r"|(?:not|would not) (?:mind|care) (?:if i (?:died|die|was dead|lived|live|never woke up)|dying)"
        r"|(?:thinking|thoughts|think|dream|fantasi[sz]e|dreaming) (?:a lot )?(?:of|about) (?:my (?:own )?death|dying|being dead|death|not being here|not being alive)",
        "gone god life funeral suicide dead alive here around died die dying death woke lived live being",
        PASSIVE,
        unless=r"(?:scared|afraid|fear|worried|terrified|anxious|anxiety) {g3}(?:of|about)? {g3}(?:death|dying|die)",
    ),
    Rule(
        "burden",
        "Believes that others would be better off without them",
        r"(?:better off|better|happier|easier|improve|relieved|best) (?:place )?(?:without me(?: here| around)?|if i (?:was|were|am) (?:gone|dead|not (?:here|around|alive))|if i (?:died|disappeared|vanished))"
        r"|(?:no one|nobody|noone|who) (?:would|will) (?:even )?(?:miss|notice|care) {g1}(?:me )?if i (?:was|were|am|died|die|disappeared|vanished)(?: gone| dead)?",
        "without gone dead died disappeared vanished around alive",
        PASSIVE,
    ),
)

ACTIVE_RULES = (
    Rule(
        "active",
        "Speaks of suicidal thoughts of their own",
        r"{i am} (?:so |really |very |feeling |having |getting |actively |passively |quite |a bit |pretty |always )?(?:suicidal|suicide thoughts)"
        r"|(?:my|having|have|had|get|getting|got|these|the|with|constant|intrusive|more|bad) (?:\w+ )?(?:suicidal|suicide) (?:thoughts?|ideation|ideas|urges|feelings)"
        r"|(?:suicidal|suicide) (?:thoughts?|urges|ideation) (?:\w+ ){0,2}(?:bad|worse|back|strong|loud|strong|again|today|tonight|coming|will)"
        r"|feel(?:ing)? (?:so |really |very )?suicidal|suicide (?:is|feels|seems|looks|sounds) (?:like )?(?:all|the only|my only|always|the (?:best )?(?:answer|way|option|solution))|(?:picturing|imagining|seeing|see|imagine|picture) (?:myself|me) (?:\w+ ){0,5}(?:jump|jumping|hanging|dead|dying|traffic|train|bridge|roof|overdosing)|(?:suicide|ending it|dying|death) (?:\w+ ){0,3}(?:on my mind|in my head)"
        r"|(?:thinking|think|thought|thoughts|considering|considered|contemplating|contemplated|planning) (?:a lot |seriously )?(?:of |about )?(?:suicide|{end})",
        "suicidal suicide traffic train bridge roof jump jumping hanging dead dying overdosing myself life ending end",
        ACTIVE,
    ),
    Rule(
        "active",
        "Wants to die",
        r"(?:want|wants|wanting|wish|ready|like|need|deserve|prefer|longing|begging) (?:(?:just|really|so badly|so bad|badly|so much|nothing more than|so|only|desperately) ){0,2}(?:to|2) (?:just )?(?:die|be dead)(?! (?:alone|on (?:this|that) hill))",
        "die dead died",
        ACTIVE,
    ),
    Rule(
        "active",
        "Is afraid of what they might do",
        r"(?:scared|afraid|frightened|terrified) (?:of|about|for) (?:myself|what i (?:might|may|could|will|am going to)(?: do)?)"
        r"|not (?:feel )?(?:safe (?:with|from|around|by) myself|safe (?:on my own|alone) (?:tonight|right now|today))"
        r"|not trust myself (?:tonight|right now|alone|any more|around|not to)"
        r"|(?:might|may|could|going to|about to|tempted to|urge to) (?:do something (?:stupid|silly|bad|drastic|to myself))",
        "myself safe might may could going something",
        ACTIVE,
    ),
    Rule(
        "active",
        "Refuses to promise",
        r"not (?:saying|promising|going to say|going to promise) (?:that )?i will not|can not promise (?:that )?i will (?:not|be (?:safe|here|okay|ok))",
        "saying promising promise say",
        ACTIVE,
        own=False,
    ),
    Rule(
        "active",
        "Speaks of ending it",
        r"(?:want|wanting|wish|ready|need|tempted|think i should|might|should|may|could|better to|easier to|like|feel like|close to|trying to) (?:just )?(?:to )?(?:just )?{end}"
        r"|(?:tried|going|want|wanted|about|ready|like|attempted) (?:to )?(?:commit|committing)(?= (?:[.,!?;\n…]|today|tonight|but|and|again|$))"
        r"|(?:someone|somebody|god) (?:please )?(?:just )?kill me(?= [.,!?\n]| $| please)",
        "myself self life suicide end ending commit committing throat wrist wrists kill",
        ACTIVE,
        unless=r"end it (?:with (?:him|her|them|my)|between us|there)|relationship|marriage",
    ),
    Rule(
        "attempt",
        "Speaks of an attempt",
        r"(?:i|have) (?:\w+ )?(?:tried|attempted) (?:to )?(?:\w+ )?(?:suicide|overdose|od|overdosing|{end})|attempted suicide (?:twice|once|again|three|multiple|many|several|yesterday|last)|i (?:have )?attempted (?:and|but|a few|again|yesterday|last|two|three|it)|my (?:last |first |second |previous |recent )?(?:suicide )?attempt(?= (?:last|on|was|to|yesterday|failed))"
        r"|i (?:have )?(?:overdosed|od)",
        "tried attempted attempt overdosed od",
        ACTIVE,
    ),
    Rule(
        "self_harm",
        "Speaks of harming themselves",
        r"(?:cut|cutting|burn|burned|burnt|burning|scratch|scratched|scratching|hit|hitting|punch|punched|punching|bite|biting|harm|harmed|harming|hurt|hurting|starve|starving|punish|choke) myself(?! (?:out|up (?:on|in)))"
        r"|self (?:harmed|harming|injured|harms)|i (?:self harm|selfharm)"
        r"|(?:bang|banged|banging|hit|hitting|smash|smashing|smashed|bash|bashing) my (?:own )?(?:head|fists?|face) (?:on|against|into|off|off of) (?:the|a|my) (?:wall|door|floor|desk)"
        r"|(?:cut|cuts|cutting|slice|sliced|slicing|scratch|scratched|burn|burned|burnt|burning|carve|carved|carving|slash|slashed) (?:up |into |at |open )?my (?:\w+ )?(?:arms?|legs?|wrists?|thighs?|skin|stomach|face|body)"
        r"|(?:until|till) (?:\w+ ){1,2}(?:bled|bleed|bleeds|bruised?)",
        "myself self selfharm head fists face arm arms leg legs wrist wrists thigh thighs skin stomach body bled bleed bleeds bruise bruised",
        ACTIVE,
        HARM,
        unless=r"(?:accidentally|by accident|shaving|cooking|kettle|oven|iron|stove|chopping|onions?|hot water|gardening|football|gym)",
    ),
    Rule(
        "self_harm",
        "Speaks of an urge to self-harm",
        r"(?:want|wanted|wanting|need|urge|urges|tempted|going|like|started|stop|been|back to|about) (?:to )?(?:self harm(?:ing)?|selfharm|relapse and cut|cut|cutting)(?= (?:right|again|so|myself|tonight|deep|deeper|badly|really|and|when|every|for|since|to feel|[.!?,;\n…]))"
        r"|(?:want|wanted|need|urges?|tempted|feel like|going) {g2}(?:to )?(?:cut|cutting|self harm|self harming)(?= $)"
        r"|(?:urge|urges|craving) (?:to|of) (?:cut|hurt|harm|self harm|burn|cutting)|relapsed (?:and|with) (?:cut|cutting|self harm)",
        "cut cutting harm harming selfharm relapsed urge urges craving",
        ACTIVE,
        HARM,
        unless=r"(?:cut|cutting) (?:down|back|off|out|class|ties|contact|grass|hair|weight|carbs|sugar)",
    ),
)

STRAIN_RULES = (
    Rule(
        "strain",
        "Sounds at the end of their strength",
        r"not want to live like this|can not (?:do (?:this|it)|go on|cope|keep going|take (?:it|this|life|any more)|live like this|keep doing this|carry on|hold on|fight) ?(?:any more|any longer|much longer|like this)?"
        r"|(?:giving|given|gave|give) up on (?:life|everything|myself|living)|done with (?:everything|it all|life)|(?:i am|so) done fr"
        r"|(?:no one|nobody) (?:would|will) (?:care|miss me|notice)|hate (?:my life|myself|being alive)|(?:feel|feeling|felt) (?:so )?(?:hopeless|worthless|empty inside)",
        "can live giving given gave give done nobody one hate hopeless worthless empty",
        WEAK,
    ),
)

OWN_RULES = PASSIVE_RULES + ACTIVE_RULES + STRAIN_RULES

# Patterns read best as one alternative a line, however long.
# ruff: noqa: E501
"""Detectors for what is not the writer's wish to die but still needs a person: others in danger, abuse,
minors, threats, eating disorders, medical emergencies. They carry a flag and no suicide weight.
"""

from .model import (
    ABUSE_DISCLOSED,
    EATING_DISORDER,
    HARM_TO_OTHERS,
    MEDICAL_EMERGENCY,
    MINOR_AT_RISK,
    PLAN_MEANS_TIMING,
    THIRD_PARTY,
)
from .rules import GRAVE, Rule

_WHO = (
    r"(?:he|she|they|someone|somebody|friend|mate|son|daughter|brother|sister|mum|mother|dad|father|partner|husband|wife"
    r"|boyfriend|girlfriend|ex|cousin|flatmate|roommate|housemate|colleague|neighbour|nephew|niece|kid|child|teenager|student|member"
    r"|girl|boy|guy|uncle|aunt|grandad|gran|year old|bestie|person here)"
)
_HER = r"(?:himself|herself|themselves|themself|hisself)"
_KIN = (
    r"(?:boyfriend|girlfriend|husband|wife|partner|ex|dad|father|mum|mother|stepdad|stepfather|stepmum|stepmother|uncle|aunt|brother"
    r"|sister|cousin|carer|boss|son|grandad|grandfather|teacher|coach|parents|flatmate|roommate|neighbour|he|she|they|man|guy)"
)
_AGE = (
    r"(?:1[0-7]|[89]|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)(?! (?:weeks|months|days|minutes|hours|stone|miles"
    r"|percent|years (?:in|into|on|older|younger|sober|clean|of|with|married|since)|stones|kilos|kg|lbs|pounds|points|pages|and a half (?:stone|weeks|months)|st|th|feet|foot|mins|hrs|k|per|times|out|of|am|pm|to|degrees))"
)

THIRD_PARTY_RULES = (
    Rule(
        "third_party",
        "Worries about somebody else's life",
        rf"{_WHO} (?:\w+ ){{0,7}}(?:kill|killing|hurt|hurting|harm|harming|cut|cutting|hang|hanging|unalive|cuts|harms|hurts|starving|burning) {_HER}"
        rf"|{_WHO} (?:\w+ ){{0,4}}(?:says?|said|saying|keeps?|told|tells|texted|texts|wrote|writes|posted|messaged|talks?|talking|thinking|thinks|threatens|threatening|threatened|wants?|feels?|feeling|is|has been|was|might|may|seems?|admitted) "
        r"(?:\w+ ){0,6}(?:suicidal|suicide|to die|to be dead|(?:end|ending|take|taking) (?:his|her|their) (?:own )?li(?:fe|ves)|end it|self harm(?:ing)?|(?:does|do|did) not (?:want|wish) to (?:live|be alive|be here|go on)|(?:going to|to) (?:jump|hang|overdose)|(?:will|would|want to|wants to) not (?:want to )?be (?:here|alive)|not (?:want to )?be (?:here|alive) (?:tomorrow|any more))"
        rf"|{_WHO} (?:\w+ ){{0,5}}(?:goodbye|suicide|farewell) (?:text|note|letter|message|video)"
        rf"|{_WHO} (?:\w+ ){{0,4}}(?:stockpil\w+|hoard\w+|saving up|stashing) (?:\w+ ){{0,3}}{{pills}}"
        rf"|{_WHO} (?:\w+ ){{0,2}}(?:took|taken|takes|swallowed|tried|attempted) (?:\w+ ){{0,5}}(?:overdose|od|pills|tablets|suicide|end (?:his|her|their) life|kill {_HER}|(?:his|her|their) (?:own )?life)"
        rf"|(?:worried|scared|afraid|concerned|terrified|fear|think|found out) (?:\w+ ){{0,5}}{_WHO} (?:\w+ ){{0,4}}(?:do something|hurt {_HER}|harm {_HER}|suicid\w+|kill {_HER}|self harm\w*|not safe|in danger)",
        "live go jump hang overdose himself herself themselves themself suicidal suicide die dead life lives harm harming here alive text note letter message video medication meds overdose od pills tablets something danger safe end",
        flags=frozenset({THIRD_PARTY}),
        own=False,
        unless=r"(?:killed|hanged|shot) (?:himself|herself|themselves)|(?:years|decades) ago|died by suicide|lost (?:him|her|them|my) (?:\w+ )?to suicide|committed suicide|when i was|hurt (?:himself|herself) (?:playing|at football|falling|skating)|shaving|shave",
    ),
)

ABUSE_RULES = (
    Rule(
        "abuse",
        "Tells of being hurt by somebody",
        rf"{_KIN} (?:\w+ ){{0,4}}(?:hits?|hitting|punche[sd]|punch|punching|kick(?:s|ed|ing)?|slap(?:s|ped|ping)?|chok(?:e|es|ed|ing)|strangl(?:es|ed|ing)|beats?|beating|push(?:es|ed)|shov(?:es|ed)|throws|threw|burn(?:s|ed)|grab(?:s|bed)|molest(?:s|ed)|rap(?:es|ed)|abus(?:es|ed)|assault(?:s|ed)|grop(?:es|ed)|touched|hurts|forc(?:es|ed)|locks?|locked|threaten(?:s|ed)|stalk(?:s|ed)|groping|touching|raping|abusing|assaulting|strangling|threatening|forcing|pushing|shoving|grabbing|slammed|dragged) (?:up )?me(?= (?!off|a |an |wrong|feel|deeply|so much|emotionally|with (?:his|her) (?:words|story)|apart|out of the way|for a|to (?:be|try|see|think|become|tell|get|do|go|accept|eat|leave)))"
        rf"|{_KIN} (?:\w+ ){{0,4}}(?:used to|would|keeps?|started|tried to|made me|kept) (?:hit|hitting|beat|beating|touch|touching|rape|choke|choking|kick|kicking|punch|punching|molest|molesting|strangle|grope|groping) (?:up )?me"
        r"|i (?:was|have been|got|am being|am|been|were) (?:\w+ )?(?:raped|molested|sexually (?:abused|assaulted|harassed)|beaten(?: up)? by|hit by my|physically abused|being abused|groped|abused by|assaulted)(?! like)",
        "me raped molested abused assaulted beaten groped hit harassed",
        flags=frozenset({ABUSE_DISCLOSED}),
        own=False,
        unless=r"beats? me (?:at|in|to|every)|once gets better|hits? me (?:up|that|with|like|how)|hit me (?:up|that|like|how|hard that)|throws? me (?:off|a)|(?:video )?games?|chess|football|(?:mentally|verbally|emotionally) (?:abus|hurt)\w+|boss (?:\w+ )?pushe[sd] me",
    ),
    Rule(
        "abuse",
        "Sounds afraid of somebody at home",
        r"(?:hiding|locked myself) (?:in \w+ (?:\w+ )?)?(?:because|from|while|until|cause|cos) (?:(?!me|myself)\w+ ){0,2}(?:he|she|him|her|my (?:dad|husband|wife|partner|boyfriend|girlfriend|mum|ex|father|mother|stepdad))"
        r"|(?:he|she|husband|wife|partner|boyfriend|girlfriend|ex|dad|stepdad) (?:\w+ ){0,3}(?:is drunk|is high(?= [.,!?]| and| on | again)|breaking (?:things|stuff|everything)|smashing|threatened to (?:kill|hurt|hit|burn)|will not let me (?:leave|out|see|go|have)|does not let me (?:leave|out|see|go|have)|takes? (?:all )?my (?:money|phone|wages|bank card)|checks my phone|(?:comes|came|gets|got) into my (?:room|bed)(?: at night)?|forces? (?:himself|herself) on me|hands? (?:on|round|around) my (?:neck|throat)|tracks my phone|says (?:he|she) will (?:kill|hurt|find))"
        r"|(?:scared|afraid|terrified|frightened) (?:of my (?:husband|wife|partner|boyfriend|girlfriend|dad|father|stepdad|ex|mum|mother)(?! (?:reaction|leaving|dying|health|will|is going))|to go home)"
        r"|(?:asked|asks|asking|told|wants|makes|made) me (?:for|to send|to show) (?:\w+ ){0,3}(?:nudes?|photos|pics|pictures|naked)",
        "room bed neck throat himself herself hiding locked drunk high breaking smashing threatened let money phone wages card scared afraid terrified frightened nude nudes photos pics pictures naked kill hurt find",
        flags=frozenset({ABUSE_DISCLOSED}),
        own=False,
        also=r"he|she|him|her|my|guy|man|someone|they|home",
        unless=r"scared of my (?:own|future|exam|results|boss|dog|new)|afraid of my (?:own|future)|hiding (?:from|behind) (?:my feelings|the truth|my own|a)|photos of (?:the|my (?:cat|dog|holiday|garden))|wedding|afraid of (?:losing|hurting|her|him) (?:leaving|reaction|dying)|sense of humou?r|(?:scared|afraid|terrified) of (?:him|her) (?:leaving|dying|being|not|getting|finding someone)",
    ),
)

MINOR_RULES = (
    Rule(
        "minor",
        "Says they are under eighteen",
        rf"i (?:am|turn|just turned|have just turned|turned|will be|am only|am just|am almost|am nearly) (?:only |just |nearly |almost |a |an )?{_AGE}(?= (?:[.,!?;\n…]|years? old|yo|and|f|m|so|but|now|next|in|soon|girl|boy|year|with|female|male|today|tomorrow|this|who|am|i)| $)"
        r"|i am (?:in|still in|starting) (?:year|grade) (?:[5-9]|1[0-2]|five|six|seven|eight|nine|ten|eleven)|i am in (?:\d+th|middle|primary|secondary|elementary|junior high) (?:grade|school)|i am (?:a minor|under ?age|under (?:18|eighteen|16|sixteen)|not 18 yet|not eighteen yet)",
        "8 9 10 11 12 13 14 15 16 17 ten eleven twelve thirteen fourteen fifteen sixteen seventeen grade year school minor underage under 18 eighteen",
        flags=frozenset({MINOR_AT_RISK}),
        own=False,
        unless=r"i am (?:\d+|\w+teen) (?:in|into) (?:the|my)|when i (?:was|am)|i am a (?:teacher|tutor)|feel like i am|like i am|teach",
    ),
)

THREAT_RULES = (
    Rule(
        "threat",
        "Threatens to hurt somebody",
        r"i (?:am )?(?:\w+ )?(?:going to|will|want to|plan to|planning to|am about to|swear i will|could|might|need to|would love to) (?:really |actually |just |seriously )?(?:kill|hurt|stab|shoot|murder|strangle|beat up|attack|poison|run over|burn down|smash) (?:him|her|them|my (?:\w+ )?(?:boss|ex|neighbour|dad|father|mum|mother|husband|wife|partner|brother|sister|teacher|stepdad|landlord|kids|baby|manager|colleague|boyfriend|girlfriend)|everyone|everybody|people|someone|somebody|the (?:whole|guy|man|bastard|bitch|lot))(?! feelings)"
        r"|(?:will|going to|must|are going to) (?:all )?pay for (?:what|this|that|it)(?: (?:they|he|she|you) (?:did|have done))?|(?:thoughts|urges|fantas\w+|thinking|dream) (?:of|about|to) (?:killing|hurting|stabbing|shooting|harming) (?:him|her|them|people|someone|others|my (?:\w+ )?(?:boss|ex|neighbour|dad|mum|husband|wife|partner|kids|baby|brother|sister))"
        r"|(?:have|got|bought|carry|carrying|bring|bringing) (?:a|the|my) (?:gun|knife|weapon|bat|machete|shotgun)(?: (?:ready|with me|in my bag|in my car|loaded))(?= .{0,80} (?:him|her|them|he|she|they|everyone|office|school) )",
        "kill hurt stab shoot murder strangle beat attack poison run burn smash pay killing hurting stabbing shooting harming gun knife weapon bat machete shotgun",
        flags=frozenset({HARM_TO_OTHERS}),
        own=False,
        unless=r"not (?:going to|want to|wanting to) (?:hurt|kill)|never (?:hurt|kill)|hurt (?:him|her|them|people|someone|everyone) (?:by|with my|feelings|emotionally)|pay for (?:it|this|that) (?:myself|with|in|by|tomorrow|now|monthly|later)|not hurt|without hurting|scared (?:of|to)|do not want to|worried|afraid|game|lol|lmao|haha|kill them with kindness|her feelings|his feelings|break up|breaking up|tennis|chess|darts|badminton|tournament|karaoke",
    ),
)

EATING_RULES = (
    Rule(
        "eating",
        "Encourages disordered eating, or seeks company in it",
        r"(?:thinspo|meanspo|bonespo|fitspo|thinspiration|pro ?ana|pro ?mia|proana|promia|ana (?:buddy|buddies|coach|tips)|mia (?:buddy|tips)|ana and mia)"
        r"|body ?checks?|(?:fasting|starving|purging|restriction|restricting) (?:buddy|buddies|partner|group|challenge|competition|tips|goals)"
        r"|(?:who|anyone|someone|lets|let us|we) (?:\w+ ){0,4}(?:fast|starve|purge|restrict|water fast) (?:\w+ ){0,3}(?:with me|together)|(?:keep me|stay|staying|living|on|under|below) (?:on |under |below |at )?(?:[1-7]\d\d|two hundred|three hundred|four hundred|five hundred) (?:a day|cals?|calories|kcal)"
        r"|(?:tips|tricks|best way|how) (?:\w+ ){0,3}(?:to|for) (?:purge|purging|throw up (?:after|my|food)|make myself (?:sick|throw up|vomit)|hide (?:food|not eating|my weight loss)|starve|stop eating|not eat|skip meals|suppress (?:my )?hunger)"
        r"|(?:tips|tricks|ways) (?:\w+ ){0,3}(?:hiding|hide) (?:\w+ ){0,4}(?:eat|eating|meals)|(?:lowest|ultimate goal) weight(?= .{0,40}(?:post|share|buddy|together))|(?:day|days|hours?|hour) (?:of )?(?:fast|fasting) (?:\w+ ){0,4}(?:challenge|competition|with me|together)",
        "thinspo meanspo bonespo fitspo thinspiration ana mia pro proana promia body fasting starving purging restriction restricting fast starve purge restrict day cals calories kcal tips tricks way how days hours bodycheck bodychecks weight ways",
        flags=frozenset({EATING_DISORDER}),
        own=False,
        unless=r"ramadan|lent|blood test|recover(?:y|ing)|mot|doctor (?:said|told)|how to stop (?:purging|restricting|starving)|breakfast|internet|pounds|euros|dollars|£|\$",
    ),
)

MEDICAL_RULES = (
    Rule(
        "medical",
        "Describes a medical emergency",
        r"(?:took|taken|swallowed|had|drank|drunk|injected) (?:\w+ ){0,3}(?:too many|too much|far too many|way too many|all|a whole (?:box|bottle|packet|pack|strip)|an overdose)(?: of)? (?:\w+ ){0,3}(?:pills?|tablets?|meds|medication|medicine|painkillers?|insulin|paracetamol|ibuprofen|antidepressants|bleach|capsules)(?= )"
        r"|(?:just|have just) (?:overdosed|taken an overdose|took an overdose|od d)|chest (?:has been |is |keeps |was )?(?:hurting|hurts|pain|tight|crushing|aching)(?= .{0,80} (?:arm|jaw|numb|sweating|breathe|breath|hour|hours) )"
        r"|(?:is|are|am|was) not breathing|(?:will not|not|can not) stop (?:the )?bleeding|bleeding (?:\w+ ){0,3}(?:will not stop|badly|heavily|a lot)|(?:is|found (?:him|her|them)) unconscious|will not wake up(?= .{0,60} (?:breathing|pills|help|ambulance) )|having a (?:stroke|seizure|heart attack)(?= (?:right now|now|[.!,\n]|and|my|$))|(?:face|arm|side) (?:is |has )?(?:drooping|gone numb|went numb)|throat is (?:closing|swelling)|coughing up blood|vomiting blood",
        "pills pill tablets tablet meds medication medicine painkillers insulin paracetamol ibuprofen antidepressants bleach capsules overdosed overdose chest breathing bleeding unconscious stroke seizure attack drooping numb throat blood wake",
        flags=frozenset({MEDICAL_EMERGENCY}),
        own=False,
        unless=r"(?:years?|months|weeks) ago|last (?:year|month|week)|thought i was having|used to|panic attacks?|when i was|in (?:19|20)\d\d|as if|felt like",
    ),
    Rule(
        "overdose_now",
        "Has just taken an overdose",
        r"(?:just|have|i) (?:just )?(?:took|taken|swallowed|downed) (?:all|a whole|the whole|every|an overdose|a load of|loads of) (?:\w+ ){0,4}(?:overdose|pills|tablets|meds|medication|painkillers|bottle|box|paracetamol)|just (?:overdosed|taken an overdose|took an overdose)",
        "overdose overdosed pills tablets meds medication painkillers bottle box paracetamol",
        GRAVE,
        flags=frozenset({MEDICAL_EMERGENCY, PLAN_MEANS_TIMING}),
        own=True,
        unless=r"by mistake|accident(?:ally)?|(?:years?|months|weeks) ago|last (?:year|month|week)|used to|when i was|in (?:19|20)\d\d",
    ),
)

FLAG_RULES = THIRD_PARTY_RULES + ABUSE_RULES + MINOR_RULES + THREAT_RULES + EATING_RULES + MEDICAL_RULES

# Patterns read best as one alternative a line, however long.
# ruff: noqa: E501
"""Wider rules for what is not the writer's wish to die: others in danger, abuse, minors, threats, eating, emergencies.

They add families of wording to rules_flags.py and carry its flags, no weight.
"""

from .model import ABUSE_DISCLOSED, EATING_DISORDER, HARM_TO_OTHERS, MEDICAL_EMERGENCY, MINOR_AT_RISK, THIRD_PARTY
from .rules import Rule

_WHO = r"(?:he|she|they|who|someone|somebody|friends?|mate|mates|lad|lads|son|sons|daughter|daughters|brother|brothers|sister|sisters|mum|mother|dad|father|nan|nana|gran|grandad|partner|husband|wife|boyfriend|girlfriend|ex|cousin|flatmate|roommate|housemate|colleague|coworker|neighbour|nephew|niece|kid|child|teenager|teen|student|pupil|member|girl|boy|guy|woman|man|uncle|aunt|bestie|stepson|stepdaughter|grandson|granddaughter)"
_SELF = r"(?:himself|herself|themselves|themself)"
_KIN = r"(?:boyfriend|boyfriends|girlfriend|husband|wife|partner|ex|dad|dads|father|mum|mums|mother|stepdad|stepfather|stepmum|stepmother|stepbrother|uncle|aunt|brother|sister|cousin|carer|carers|boss|son|daughter|grandad|grandfather|teacher|coach|parents|flatmate|roommate|neighbour|he|she|they|man|guy|nurse|staff|staff member|support worker|priest|doctor|manager|landlord|foster (?:dad|mum|father|mother|carer))"
_AGES = r"(?:1[0-7]|[89]|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)"
_LONG_AGO = r"years? ago|decades? ago|last (?:year|spring|summer|winter)|died by suicide|lost (?:him|her|them|my) (?:\w+ )?to|used to|when i was|back in|in (?:19|20)\d\d|once|as a child"
_GAME = r"tennis|chess|cards|scrabble|game|games|gaming|boss fight|level|mario|match|quiz|tournament|football|pool|karaoke|darts|monopoly|cricket|badminton"

THIRD_PARTY_WIDER = (
    Rule(
        "third_party",
        "Worries about somebody else's life",
        rf"{_WHO} (?:\w+ ){{0,8}}(?:can not|does not|did not|not|no longer) (?:\w+ ){{0,2}}(?:live|be alive|be here|go on living)(?= (?:any|[.,!?;\n…]|since|and|with(?:out)? (?:me|him|her)))|{_WHO} (?:\w+ ){{0,6}}(?:wants?|wanted|wishes|wished|wishing|going|plans|threat\w+|tried|trying|talk\w*|thinking) (?:\w+ ){{0,3}}(?:die|dead|dying|disappear (?:for ?ever|for good)|never been born|not be (?:here|alive)|hang {_SELF}|overdose|drown {_SELF}|kill {_SELF}|suicide|jump off (?:the|a)|end (?:it all|(?:his|her|their) (?:own )?li\w+))"
        rf"|{_WHO} (?:\w+ ){{0,6}}(?:posted|wrote|texted|said|messaged|says|wrote|sent|left|put) (?:\w+ ){{0,8}}(?:(?:his|her|their) last (?:night|day|message|post)|done with (?:living|life)|goodbye|farewell|not be here (?:tomorrow|any|next)|noose|overdose|suicide|suicidal|(?:for ?ever) (?:disappear|gone))|(?:joked?|jokes|joking|talk\w*|spoke|speaks) about (?:\w+ )?(?:not being (?:here|alive|around)|(?:his|her|their) (?:own )?(?:death|suicide|funeral)|ending)"
        rf"|{_WHO} (?:\w+ ){{0,5}}(?:cuts|scars|marks|burns) (?:\w+ )?(?:on|up|over|across|down) (?:his|her|their) (?:\w+ )?(?:arms?|legs?|thighs?|wrists?|body|stomach)|{_WHO} (?:\w+ ){{0,3}}(?:self harms?|is self harming|has been self harming|self harming|is cutting|has been cutting|started cutting|been cutting (?:his|her|their))(?= (?:[.,!?;\n…]|and|again|when|because|but|his|her|their|since))"
        rf"|(?:pills|tablets|blades?|razors?|noose|rope|note|goodbye letter) (?:\w+ ){{0,4}}(?:under|in|behind|beneath|from) (?:my|his|her|their|our) (?:\w+ ){{0,2}}(?:mattress|bed|room|drawer|bag|pillow|wardrobe|desk)|{_WHO} (?:\w+ ){{0,7}}(?:do it|kill {_SELF}|hurt {_SELF}|end it|jump) (?:\w+ )?(?:if|unless) i|{_WHO} (?:\w+ ){{0,8}}(?:driving|walking|walked|gone|went|headed|heading|drove) (?:\w+ ){{0,2}}to(?:wards)? (?:the|a) (?:bridge|cliffs?|tracks|railway)",
        "live alive here exist die dead dying disappear born hang overdose drown kill suicide jump end night day message post living life goodbye farewell noose suicidal about cuts scars marks burns harm harms harming cutting pills tablets blade blades razor razors rope note letter do hurt bridge cliff cliffs tracks railway everything things",
        flags=frozenset({THIRD_PARTY}),
        own=False,
        unless=rf"{_LONG_AGO}|(?:killed|hanged|shot) {_SELF}|shaving|kitten|the cat|operation|surgery|live (?:with|in|at|near|without (?:his|her) (?:phone|coffee))|character|novel|film|series|book|episode|{_GAME}|bake|cake|to die for|laugh\w*|do it (?:again|for)|cleaning|first (?:shave|time)|breakup|end things with me|end it with me|i (?:want|wish|need) ",
    ),
    Rule(
        "third_party",
        "Sees signs in somebody else",
        rf"{_WHO} (?:\w+ ){{0,4}}(?:gave|giving|gives|given) (?:me |away |us )?(?:all )?(?:his|her|their) (?:\w+ )?(?:bracelet|things|stuff|belongings|possessions|watch|ring|clothes|dog|cat|savings|records|guitar)|{_WHO} (?:\w+ ){{0,5}}(?:has|have|had|got|bought|made) (?:got )?(?:a |the |his |her |their )(?:\w+ )?(?:noose|rope|gun|knife|blade|pills|plan)|(?:kids|we|family|everyone|i) (?:would|will) be better off (?:\w+ ){{0,3}}(?:without (?:him|her|them)|with (?:his|her|their) (?:life )?insurance|if (?:he|she|they))"
        rf"|check (?:in )?on \w+ |(?:friend|sister|brother|mum|dad|son|daughter|partner|wife|husband|girlfriend|boyfriend|mate|someone|nan|gran|he|she) (?:\w+ ){{0,6}}(?:wants?|wishes|ready|decided) to (?:go(?= [.,!?;\n])|disappear|be gone|give up on life|end (?:it|her life|his life|their life))|{_WHO} (?:\w+ ){{0,4}}(?:took|taken|swallowed|tried|overdosed|overdosing) (?:\w+ ){{0,5}}(?:pills|tablets|overdose|overdosed|meds|sunday|monday|last night|yesterday|again)",
        "gave giving gives given noose rope gun knife blade pills plan better check go disappear gone stop give end took taken swallowed tried overdosed overdosing",
        flags=frozenset({THIRD_PARTY}),
        own=False,
        also=r"scared|worried|afraid|terrified|serious|check on|what (?:should|can|do) i|how (?:do|can) i|not know (?:what|how)|would not need|not need it|logged off|not (?:answer\w*|reply\w*|respond\w*)|can not (?:reach|get hold)|done with|says?|said|tonight|better off|nothing happened|not joking|suicid\w+|die|kill|end (?:it|her|his|their)|please",
        unless=rf"{_LONG_AGO}|birthday|christmas|divorce|separate|go (?:to|home|back|on|out|away|with|for|and|into)|end (?:things|the|our|my|his contract)|give up (?:smoking|drinking|work)|stop (?:smoking|drinking|talking|taking|seeing|doing|working|using)|plan (?:for|to) (?:the|our|go|buy|get|move|dinner)|{_GAME}|kitchen|cook|shop|phone plan|check on (?:it|that|this|the (?:cat|dog|oven|kids|status|progress|price))",
    ),
)

ABUSE_WIDER = (
    Rule(
        "abuse",
        "Tells of being hurt or forced by somebody",
        rf"{_KIN} (?:\w+ ){{0,4}}(?:grabs?|grabbed|drags?|dragged|twists?|twisted|pulls?|pulled|smash(?:es|ed)?|holds?|held|chokes?|choked|hits?|hit|slaps?|slapped|spits?|spat|kicks?|kicked|bites?|bit|burn(?:s|ed|t)?|break(?:s)?|broke|pin(?:s|ned)|throttle(?:s|d)|squeez(?:es|ed)|bangs?|banged|slam(?:s|med)|pinch(?:es|ed)) (?:me by )?(?:my|me by the|me against|me into|me down|me onto|me to the) (?:\w+ )?(?:hair|wrists?|arms?|throat|neck|face|head|phone|fingers|ribs|nose|legs?|back|wall|floor|door|bed|jaw|ears?|hands?|under)"
        rf"|{_KIN} (?:\w+ ){{0,3}}(?:hits|beats|punches|slaps|kicks|chokes|rapes|strangles|whips|belts|starves|molests|hit|beat|choked|raped) me(?= (?:[.,!?;\n…]|and|when|if|because|with|but|so|every|until|in front|again|whenever|in bed|across|where|last|at home|at night)| $)|(?:having|had|has|have|started|wants?|initiat\w+) (?:\w+ )?sex with me (?:\w+ ){{0,4}}(?:never said|asleep|sleep|not want|without|said no|not (?:say|consent))|(?:woke|wake|waking) up (?:to|with) (?:him|her|my \w+) (?:having|on top|inside|touching|doing)"
        rf"|(?:made|makes|making|forced|forces|pressur\w+|bribed) me (?:to )?(?:\w+ )?(?:touch|have sex|do (?:things|stuff|sexual)|sleep with|undress|strip|kiss|perform|watch (?:porn|him|her))|{_KIN} (?:\w+ ){{0,3}}(?:watches|watched|films|filmed|walks in on|spies on) me (?:\w+ ){{0,3}}(?:shower|bath|undress\w*|naked|changing|dress\w*|sleep)|(?:put|puts|putting|slid|slides) (?:his|her|their) hands? (?:\w+ )?(?:up|down|on|under|in|around|round|over) my"
        rf"|(?:threw|throws|throwing|hurl\w*|chuck\w*) (?:\w+ ){{1,4}}(?:at|over|into) (?:me|my (?:head|face))|{_KIN} (?:\w+ ){{0,3}}(?:slaps?|hits?|hurts?|pinch(?:es)?|shouts at|shakes|drags|kicks|beats?) (?:my|our) (?:\w+ )?(?:gran|nan|mum|dad|mother|father|grandad|son|daughter|sister|brother|child|baby|kids|children|dog)|(?:me|my) (?:\w+ ){{0,8}}as (?:a )?punishment|i am black and blue",
        "my me sex up punishment blue hands hand",
        flags=frozenset({ABUSE_DISCLOSED}),
        own=False,
        unless=rf"beat me (?:to|at|in)|{_GAME}|hit (?:me|my) (?:up|hard|that|with the news|like)|slipped|fell|good thing|ice|stopped me falling|physio\w*|massage|dentist|hairdresser|tattoo|ultrasound|hugs?|kitten|puppy|toddler|my (?:baby|cat|dog|son|toddler) (?:\w+ )?(?:grabs?|pulls?|bites?|bit|hits?|kicks?|scratch\w*)|held my hand|holds my hand|hold my hand|break my heart|broke my heart|pulls? my leg|dislocat\w*|self harm|myself|training|gym|cycling|mind|attention|back to (?:life|work)",
    ),
    Rule(
        "abuse",
        "Is threatened, watched or kept in by somebody",
        rf"{_KIN} (?:\w+ ){{0,6}}(?:will|would|threatens?|threatened|going to) (?:to )?(?:\w+ )?(?:kill|hurt|burn|break|stab|shoot|drown|beat|find) (?:me|us|my (?:\w+ )?(?:arm|legs?|neck|face|dog|cat|kids|mum|children|family|throat))(?= )|if i (?:\w+ )?(?:leave|left|tell|told|go|scream|say|report|try to leave)(?: \w+){{0,2}} (?:he|she|they) (?:will|would|is going to)|(?:said|says|threatened) (?:he|she|they) (?:will|would) (?:take|get) (?:the|my) (?:kids|children|baby) (?:\w+ ){{0,3}}(?:if|unless|away)"
        rf"|(?:boyfriend|girlfriend|husband|wife|partner|ex|he|carer|staff) (?:\w+ ){{0,2}}(?:not|never|hardly) (?:\w+ )?(?:let|lets|allow|allows) me (?:to )?(?:see (?:any|my|friends|people)|leave(?! him)|go (?:out|anywhere|home)|have (?:my own|a phone|money|friends)|talk to (?:any|my|other)|work|out|eat|speak to|contact)|{_KIN} (?:\w+ ){{0,3}}(?:not|never|hardly) (?:\w+ )?(?:let|lets|allow|allows) me (?:to )?(?:leave (?:the|my)|out (?:of|at)|eat|sleep|use the toilet)|{_KIN} (?:\w+ ){{0,3}}(?:locks?|locked|keeps|kept|shuts|traps) (?:me (?:in|out|up)|the (?:fridge|food|door|cupboard)|me)|{_KIN} (?:\w+ ){{0,3}}(?:goes|went|going|looks|reads|checks|controls|monitors|tracks|takes|took|smashed|broke|hides|hid) (?:through )?(?:all )?my (?:phone|messages|money|wages|texts|location|car keys|passport|emails|bank|bag|post|pills|medication)"
        rf"|(?:only )?(?:fed|eat|allowed) (?:\w+ ){{0,3}}if i (?:behave|am good|do what)|safer (?:\w+ ){{0,6}}(?:than|away|with(?:out)?) (?:\w+ ){{0,5}}(?:him|her|them|home)|{_KIN} (?:\w+ ){{0,3}}(?:follows|following|followed|stalks|stalking|turns up|waits outside|waiting outside|stands outside|shows up) (?:\w+ )?(?:me|my|at my)|{_KIN} (?:\w+ ){{0,4}}(?:comes?|came|gets?|got|sneaks|climbs) (?:in|into|in to|onto) (?:my|bed with) (?:\w+ )?(?:bedroom|room|bed|me)|(?:scared|afraid|terrified|frightened) (?:of (?:my )?(?:him|her|husband|wife|partner|boyfriend|girlfriend|dad|father|stepdad|mother|mum|carer)|to (?:go|be) (?:back )?home)(?= (?:[.,!?;\n…]|and|when|because|he|she|will|at|again|tonight)| $)",
        "kill hurt burn break stab shoot drown beat find leave left tell told go scream say report let lets allow allows locks locked keeps kept shuts traps phone messages money wages texts location keys passport emails bank bag fed eat allowed safer follows following followed stalks stalking turns waits waiting stands shows room bedroom bed home him her kids children baby husband wife partner boyfriend girlfriend dad father stepdad mother mum carer",
        flags=frozenset({ABUSE_DISCLOSED}),
        own=False,
        unless=rf"{_GAME}|win|helps? me|cook|pay (?:for|the)|(?:scared|afraid|terrified) (?:of )?(?:losing|him leaving|her leaving|hurting)|old school books|laughs|kill me when (?:he|she|they) (?:sees|finds|hears)|be late|if i am late|kill me for|sees the|birthday|surprise|find me (?:a|attractive|funny|annoying|boring)|let me (?:know|down|go of)|break my heart|dog|cat|spider|(?:not|never) let me down|kept me (?:going|alive|company|sane|awake|waiting)|keeps me (?:going|alive|company|sane|awake|waiting|up|busy|safe|from)|takes my (?:medication|pills) with|pulling my leg|beat me to|hurt my feelings|hurts me (?:that|when|to)|hurt me by|would hurt me",
    ),
)

MINOR_WIDER = (
    Rule(
        "minor",
        "Says they are under eighteen",
        rf"i am (?:actually |really |only |just |still |nearly |almost |a |an ){{0,2}}(?:{_AGES} ?(?:f|m|yo|nb|yrs?|y o)|1[0-7](?:f|m|yo|nb|yrs?))(?= )|i am (?:actually|really|only|just|still) (?:only )?{_AGES}(?= (?:[.,!?;\n…]|and|but|so|years|though)| $)|(?:, |and )i am {_AGES}(?= (?:[.,!?;\n…]|and|but|years)| $)|as a (?:{_AGES}) year old|my age is (?:only )?{_AGES}|i will be (?:{_AGES}) (?:in|on|next|this|soon)|{_AGES} years? old (?:girl|boy|here|and i)|not (?:even )?(?:18|eighteen)(?= (?:yet|[.,!?;\n…]|so|till|until)| $)|i am (?:a minor|under ?age|under (?:18|eighteen|16))"
        r"|i (?:\w+ )?(?:go to|am at|am in|attend|started|start|am starting|got into) (?:secondary|primary|middle|junior|elementary) school|i (?:am a )?(?:freshman|sophomore) in high school|(?:in|started|starting) (?:the )?(?:fifth|sixth|seventh|eighth|ninth|tenth|eleventh|[5-9]th|1[01]th) (?:grade|form|class)|i am (?:\w+ )?(?:in|starting) (?:year|grade) (?:[5-9]|1[0-3]|five|six|seven|eight|nine|ten|eleven|twelve)|my (?:\w+ )?(?:[5-9]th|1[0-2]th|sixth|seventh|eighth|ninth|tenth|eleventh) grade|(?:my |the )?(?:parents|mum|dad|mother|father|foster (?:carers?|mum|dad|parents)) (?:\w+ ){0,3}not know (?:that )?i (?:am (?:on|using|here|talking|writing)|talk|write|use|have an account)|my (?:form tutor|gcses|foster carers)|i (?:put|said|lied|wrote) (?:\w+ ){0,4}(?:18|eighteen) (?:\w+ ){0,5}(?:but|actually)|lied about my age",
        "8 9 10 11 12 13 14 15 16 17 18 ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen 10f 11f 12f 13f 14f 15f 16f 17f 10m 11m 12m 13m 14m 15m 16m 17m 13yo 14yo 15yo 16yo 17yo 12yo minor underage under school grade form class year know tutor gcses foster age",
        flags=frozenset({MINOR_AT_RISK}),
        own=False,
        unless=r"i was|when i|teach\w*|teacher at|i work|my (?:son|daughter|kid|child|nephew|niece|grandson|granddaughter|brother|sister) (?:is|turns|starts|was|just)|weeks|months|stone|kilos|size|miles|married|sober|clean|houses|stones|as a child|years (?:ago|in|of|into)|percent|high school (?:reunion|sweetheart|teacher|friend)|i am (?:[2-9]\d|19)(?= )",
    ),
)

THREAT_WIDER = (
    Rule(
        "threat",
        "Threatens to hurt somebody",
        r"(?:going to|will|swear|want to|ready to|plan to|about to|could|might) (?:\w+ ){0,5}(?:kill|shoot|stab|murder|strangle|behead|butcher|beat|gut|end) (?:that|this|those|the|every|all|all of) (?:\w+ )?(?:man|men|guy|bastard|bastards|bitch|woman|boy|boys|girl|girls|teacher|lot|people|them|one of them|single|pig|pigs|kids|everyone)|(?:shoot|blow|light|cut) (?:up the|up my|the lot of them|them all|everyone|him up|her up)|(?:burn|burning|torch|blow|set) (?:down |up |fire to )?(?:the|his|her|their|this|that) (?:\w+ )?(?:place|house|school|office|building|flat|car|shop|church|mosque)(?: (?:down|to the ground|with|up|on fire))?|run (?:him|her|them|that \w+) (?:over|down)"
        r"|put (?:him|her|them) in (?:hospital|the ground|a grave|a coffin|a wheelchair)|(?:make|making) (?:him|her|them all|them) (?:pay|suffer|bleed|scream|regret being)|(?:he|she|they) will (?:not walk|never walk|not breathe|not live)|(?:my )?hands (?:around|round|on) (?:his|her|their) (?:throat|neck)|(?:want|wish) (?:my (?:\w+ )?(?:dad|stepdad|boss|ex|husband|wife|brother|mum|father|mother|stepmum|neighbour)|him|her|them) dead|(?:push|pushing|shove|shoving) (?:people|someone|somebody|strangers|him|her|them) (?:\w+ ){0,3}(?:in front|off|under|down|into|onto)"
        r"|(?:put|putting|slip|slipped|slipping) (?:something|poison|pills|tablets|rat poison|bleach) (?:in|into) (?:his|her|their) (?:\w+ )?(?:drink|food|tea|coffee|dinner)|there will be (?:\w+ )?blood(?:shed)?|(?:list|names) of (?:\w+ ){1,6}(?:deserve to die|to kill|should die|will die|are going to die)|(?:knife|gun|hammer|bat|petrol|axe|machete|acid|blade|crowbar|matches) (?:\w+ ){0,7}(?:for (?:him|her|them|when i see)|waiting|he will|his (?:work|house)|her (?:work|house)|with (?:her|him|them) in it|they will)|(?:come|walk|go|coming|walking|going) (?:in|into|to|round|there) (?:\w+ ){0,3}with (?:a|my|the) (?:gun|knife|hammer|bat|axe|machete|rifle)"
        r"|(?:nearly|almost|want to|wanted to|scared i will|afraid i will|urges? to|might|going to|thoughts? of|thinking about) (?:throw|threw|throwing|shake|shook|shaking|hit|hitting|hurt|hurting|smother\w*|drown\w*|drop|strangl\w*|kill\w*) (?:the|my) (?:baby|toddler|newborn|kids?|child|children|son|daughter)|(?:thinking|think|thoughts|images|pictur\w+|urges?|dream\w*|fantas\w+|imagin\w+|enjoy) (?:\w+ ){0,3}(?:hurting|killing|stabbing|strangling|choking|shooting|pushing|drowning|smothering|poisoning|beating|torturing) (?:him|her|them|people|someone|my|the|others|everyone|strangers|animals|that)|scared i will (?:kill|hurt|stab) (?:him|her|my|them|someone)|had the (?:hammer|knife|gun) in my hand",
        "kill shoot stab murder strangle behead butcher beat gut end blow light cut burn burning torch set run hospital ground grave coffin wheelchair make making walk breathe live hands dead push pushing shove shoving drink food tea coffee dinner blood list names knife gun hammer bat petrol axe machete acid blade crowbar matches rifle throw threw throwing shake shook shaking hit hitting hurt hurting drown drowning drop baby toddler kid kids child killing stabbing strangling choking shooting poisoning beating torturing smothering smother",
        flags=frozenset({HARM_TO_OTHERS}),
        own=False,
        unless=rf"{_GAME}|nightmare|dragon|zombies?|killed it|lol|lmao|haha|kill (?:the|this|that) (?:plant|mood|vibe|battery|engine|lights|time|weeds|process|song|boss|party)|with kindness|(?:novel|film|movie|story|episode|book|character|villain|series)|blood (?:test|pressure|sugar)|end (?:this|that|the) (?:\w+ )?(?:relationship|call|chat|friendship|marriage|war)|myself|dead to me|(?:cut|beat|light) the (?:cake|grass|eggs|carbs|fire|candle|traffic|rush|queue|heat)|pay (?:for|the|rent)|not (?:want|going) to hurt|(?:i am not|never) (?:going to )?hurt|(?:hurt|kill) (?:me|myself)|afraid of hurting|gun (?:control|deaths)|burn (?:the|this) (?:candle|toast|calories)|make (?:her|him|them) (?:pay attention|scream with)",
    ),
    Rule(
        "threat",
        "Speaks of revenge with a day or a weapon",
        r"(?:they|he|she|everyone) will (?:all )?(?:be sorry|regret|know|see|pay)|following (?:him|her) home|know where (?:he|she|they) (?:lives?|works?)|waiting (?:outside|for) (?:his|her|him|their)|next time i see (?:him|her|them)|i will (?:get|find|finish|destroy|end) (?:him|her|them)",
        "sorry regret know see pay home lives live works work waiting next get find finish destroy end",
        flags=frozenset({HARM_TO_OTHERS}),
        own=False,
        also=r"gun|knife|blood|stab\w*|shoot\w*|kill\w*|weapon|hammer|petrol|run (?:him|her|them) over|hospital|burn\w*|bomb|acid|monday when|bullets?|deserve to die|hurt (?:him|her|them)",
        unless=rf"{_GAME}|film|novel|book|police|custody|(?:he|she|they) (?:said|says|told|threaten\w*)",
    ),
)

EATING_WIDER = (
    Rule(
        "eating",
        "Encourages disordered eating, or seeks company in it",
        r"(?:lowest|goal|target|ultimate|dream|ugw) (?:weight|weights|bmi|gw)(?= .{0,70} (?:all|everyone|girls|post|share|who|together|each other|lower|starv\w+|push|fast\w*|under|kg|reached) )|goal is (?:\w+ )?\d\d ?(?:kilos?|kg|lbs|pounds)?(?= .{0,50} (?:starv\w*|fast\w*|who|with me|girls|restrict\w*) )|(?:under|below) [34]\d ?(?:kg|kilos)|make (?:yourself|myself|you|urself) (?:\w+ )?(?:sick|throw up|vomit|puke|purge)(?= )|(?:throw|throwing|threw|puke|puking) up (?:quietly|after (?:every|eating|meals|dinner)|without (?:anyone|them|noise|my)|my (?:food|dinner|meals))|trick for (?:throwing|purging|vomiting|not eating|being sick)"
        r"|(?:cruel|mean|harsh|nasty|horrible) to me (?:\w+ ){0,6}(?:weight|fat|body|eat\w*|food)|call me fat|so (?:that )?i (?:stop eating|do not eat|will not eat|starve)|\d00 (?:calories?|cals?|kcal) (?:challenge|diet|limit|fast|a day|day|club)|(?:calorie|starving|starvation|fasting|skinny|thin) (?:challenge|competition|contest|buddy|partner|group|twin|club)|(?:eat|eats|ate) the least|lowest calorie|(?:post|share|drop|show|comment) (?:\w+ ){0,2}(?:numbers|weights?|thigh gaps?|collar ?bones|body ?checks?|stats|gw|cw|intake|ribs|hip bones)|thigh gap|(?:fool|fooling|trick|tricking|cheat|cheating|fake|faking|beat) (?:the |my )?(?:scales?|weigh ?ins?|dietitian|dietician|weight check)|look heavier"
        r"|skip(?:ping)? (?:meals?|lunch|dinner|breakfast) is (?:easy|best|good|simple|the)|hunger is (?:\w+ ){0,3}(?:weakness|winning|power|strength|beauty|beautiful|fat leaving)|nothing tastes as good|stay (?:strong|empty|hungry|thin|skinny) (?:girls|ladies|angels|everyone)|(?:starving|fasting|restricting|purging|not eating) (?:\w+ ){0,2}(?:with me|together)|(?:who|anyone) (?:is |else |else is )?(?:starving|fasting|restricting|purging)(?= )|we are fasting|(?:excuses?|ways?|how|tips|tricks?|help) (?:\w+ ){0,10}(?:hide (?:food|that i|how little|not eating|my weight)|not (?:eating|eaten)|(?:family|parents|mum|they|anyone) (?:does not|do not|not) (?:notice|find out|know))(?= .{0,40} (?:eat\w*|parents|family|food|$|[.?!]) )|tips (?:\w+ ){0,4}(?:not eat|eat less|starve|lose weight fast|purg\w+|ignore hunger|stop (?:being )?hung\w+)"
        r"|(?:which|what|best|how many) (?:\w+ )?(?:laxatives?|diet pills|diuretics) (?:\w+ ){0,5}(?:work|best|lose|losing|quick\w*|weight|thin|skinny)|(?:only|just|nothing but) water (?:\w+ |, ){0,8}(?:join|powerful|pure|strong|proud|with me)|day \d+ (?:\w+ ){0,4}(?:only water|water fast|without (?:food|eating))|(?:drink water|chew gum|ice cubes|black coffee|diet coke) (?:\w+ |, ){0,8}(?:lose|instead of (?:food|eating|meals)|kills? (?:the )?hunger|fast)",
        "weight weights bmi gw goal kg kilos sick up vomit puke purge trick fat eating eat starve calories calorie cals kcal challenge competition contest buddy partner group twin club least numbers gap gaps collarbones collar stats cw intake ribs bones scales scale weigh heavier skip skipping hunger tastes stay starving fasting restricting purging excuse excuses way ways how tips tricks help laxative laxatives pills diuretics water ice coffee coke day under below",
        flags=frozenset({EATING_DISORDER}),
        own=False,
        unless=r"ramadan|lent|yom kippur|blood test|recover(?:y|ing)|doctor (?:said|told|gave)|gp |nhs|how (?:do i|to) stop (?:purging|restricting|starving)|slimming (?:club|world)|pregnan\w+|baby|my (?:daughter|son|sister|friend|child) (?:\w+ ){0,3}(?:eat|purg\w+|starv\w+)|ramen|tips for (?:eating more|gaining)|dietitian and i|constipat\w*|post your (?:address|cv)|business|chemo\w*|scan|dog|cat|the gym stats|numbers for|hide food from (?:the )?(?:dog|cat)",
    ),
)

MEDICAL_WIDER = (
    Rule(
        "medical",
        "Describes a medical emergency",
        r"(?:gone|going|went|turning|turned) (?:\w+ ){0,3}blue(?= (?:[.,!;\n…]|and|around|in the|lips)| $)|(?:gone|going|went|turning|turned|is|are) (?:\w+ ){0,3}(?:floppy|unresponsive|limp and)(?= (?:[.,!?;\n…]|and|around|in the|lips)| $)|lips (?:\w+ ){0,3}blue|(?:face|mouth) (?:\w+ ){0,5}(?:dropped|drooping|drooped|droops|puffing|puffed|swelling|swollen up|numb)|(?:words|speech|talking) (?:\w+ ){0,5}(?:slurred|slurring|funny|garbled|not making sense|jumbled)|(?:can not|not|can hardly) (?:feel|move) (?:my|his|her|one) (?:\w+ ){0,2}(?:side|arm|leg|face|legs)"
        r"|(?:seizure|fit|fitting|convulsion|convulsing|convulsions) (?:\w+ |, ){0,6}(?:not (?:coming|stop\w*|waking|responding|wake)|will not stop|right now|still (?:going|fitting|shaking)|minutes)|(?:not|stopped) breathing(?: properly)?|(?:no|not feel a|not find a|can not feel a) pulse|(?:not|never|can not) (?:coming round|come round|wake (?:him|her|them)|rouse (?:him|her|them))|(?:so much|lots of|pouring|spurting|gushing|losing|pumping) blood|(?:blood|bleeding) (?:\w+ ){0,7}(?:not (?:get it to )?stop|to stop|everywhere|pouring|spurting|through the (?:towel|bandage))|(?:sick|vomit\w*|throwing up|throw up|cough\w*|puk\w*|spitting) (?:\w+ ){0,3}blood"
        r"|(?:drank|drunk|swallowed|ate|inhaled|injected|eaten) (?:\w+ ){0,3}(?:bleach|cleaner|drain cleaner|antifreeze|detergent|battery|batteries|poison|petrol|acid|magnets?|weed ?killer|white spirit|mushrooms?)|(?:tongue|throat|lips|face|eyes) (?:\w+ ){0,3}(?:swelling|swollen|closing|puffing|tightening)|allergic reaction|anaphyla\w+|(?:crushing|squeezing|stabbing|like an elephant|heavy weight|vice) (?:\w+ ){0,5}chest|chest pains? (?:and|with|spreading|down|for)|(?:wrong|double|triple|twice the|four times the|three times the|extra|too much|massive) (?:\w+ ){0,2}dose|pain (?:\w+ ){0,8}(?:on|in) my chest|(?:pills|tablets|meds|medication|insulin|medicine) twice",
        "floppy unresponsive limp blue face mouth words speech talking feel move seizure fit fitting convulsion convulsing convulsions breathing pulse round wake waking respond responding rouse blood bleeding bleach cleaner antifreeze detergent battery batteries poison petrol acid magnet magnets weedkiller spirit mushrooms mushroom swelling swollen closing puffing tightening reaction chest dose twice",
        flags=frozenset({MEDICAL_EMERGENCY}),
        own=False,
        also=r"i|my|he|she|they|baby|help",
        unless=rf"{_LONG_AGO}|panic attacks?|panic|anxi\w+|thought i was|recovering|rehab|pregnan\w+ test|came back|normal|as if|felt like|feels like my heart|vet|blood (?:test|pressure|sugar|donat\w+)|period|nosebleed|gums|films?|documentary|vitamin|no harm|missed|dentist|blue (?:eyes|hair|sky|shirt|lights)|fit (?:in|into|for|and healthy)|keep fit|magic mushrooms|mushrooms? (?:soup|risotto|on toast)|not wake (?:him|her|them) (?:up )?(?:early|yet|because)|prescribed|the doctor (?:upped|doubled|raised)|low dose|higher dose|old feelings|(?:feel|move) (?:\w+ ){{0,3}}arm after",
    ),
    Rule(
        "medical",
        "Describes a sudden collapse or an injury to the head",
        r"(?:passed out|collapsed|collapsing|blacked out|blacking out|knocked out|unconscious|fainted|fainting)|hit (?:my|his|her|their) head|(?:can not|can hardly|struggling to|not) (?:get my breath|breathe|catch my breath|swallow)|(?:took|taken|had|swallowed|gave|given|mixed) (?:\w+ ){0,6}(?:too (?:many|much)|twice|double|whole bottle|wrong|something)",
        "passed collapsed collapsing blacked blacking knocked unconscious fainted fainting head breath breathe swallow many much twice double bottle wrong something",
        flags=frozenset({MEDICAL_EMERGENCY}),
        own=False,
        also=r"pulse|not (?:breathing|waking|wake|responding|moving|come round|coming round)|can not wake (?:him|her|them)|being sick|keep (?:blacking|fainting|passing|being sick)|blue|swelling|stung|allerg\w+|seeing double|dizzy|faint(?:ing)?(?= )|heart is|racing|grey|(?:my|his|her) lips|one side|slurr\w+|bleeding|getting worse|chest pain|in my chest",
        unless=rf"{_LONG_AGO}|panic|anxi\w+|concert|so hot|hangover|work is|heartbroken|grief|stress|cry\w*|on the sofa after|into bed|homework|feels like i can not breathe|in love|drunk last|pressure|nightmare",
    ),
)

OTHER_RULES = THIRD_PARTY_WIDER + ABUSE_WIDER + MINOR_WIDER + THREAT_WIDER + EATING_WIDER + MEDICAL_WIDER

# Patterns read best as one alternative a line, however long.
# ruff: noqa: E501
"""Wider rules for plan, means, timing and farewells that name no death.

Where the words alone could be anybody's Sunday, a second pattern must stand in the message (`also`), and the match asks
for a person without calling the one on duty: only what is plain carries the flag that pages.
"""

from .model import METHOD_SEEKING, PLAN_MEANS_TIMING
from .rules import ACTIVE, GRAVE, PLAN, Rule

_LIFE = r"wedding|picnic|holiday|trip|party|recipe|budget|kitchen|redecorat\w*|garden|camp\w*|tent|fish(?:ing)?|photo\w*|dinner|film|birthday (?:cake|party|present)|marathon|race|exam|essay|moving|move house|house move|interview|babysitter|landlord|job|course|baby|swim|boat|recovery|therapy|business|school run"
_AWAY = r"holiday|off to|to see my|in this (?:flat|house)|work|office|shift|trip|flight|vacation|appointment|meeting|class|lesson|school|session|dentist|travell\w*|visiting|see you|exam|wedding|concert|back (?:next|in|on)|hospital|phone|signal|moving|move tomorrow|quiz|festival|spain|france|airport|train home|to bed|goodnight|good night|surgery|operation"
_DARK = r"die|died|dying|death|dead|suicid\w+|kill\w*|end it|over|peace\w*|calm\w*|no one|nobody|alone|find me|finds? me|find my body|jump\w*|pills|tablets|rope|note|scares? me|goodbye|ready|gone|be enough|not stop|without (?:slowing|stopping)|no one goes|let go|relie\w+"

PLAN_WIDER = (
    Rule(
        "plan",
        "Speaks of a plan for their death",
        r"(?:arrangements?|preparations?|plans?|instructions|everything|details?) (?:\w+ )?(?:for|of|about) my (?:own )?(?:death|suicide|exit|ending)|(?:who|someone|they|he|she|police|stranger|whoever) (?:\w+ ){0,2}(?:will|would|to|should|does|is going to) find (?:me|my body)(?= (?:[.,!?;\n…]|so|and|first|is|when|after|dead|too|in time)| $)|find my body|without (?:anyone|anybody|someone|them) finding me"
        r"|(?:letters?|notes?|videos?|wrote|written|recorded) (?:\w+ ){0,9}(?:for when|when|after|once) i am (?:gone|dead|not here|no longer)|(?:practi[sc]\w+|rehears\w+|tied|tying|learn\w*) (?:\w+ ){0,3}(?:noose|the knot)|hose (?:\w+ ){0,4}(?:exhaust|garage|car)|exhaust (?:pipe|fumes) |(?:car|engine) (?:\w+ ){0,5}(?:garage|hose)(?= .{0,60} (?:fumes|door|closed|shut|plan|hose|sleep) )"
        r"|(?:way|place|spot|time|somewhere|where) (?:that )?(?:nobody|no one) (?:can|could|will|would) (?:\w+ )?(?:interrupt|stop|find|save|reach|see) me|(?:way|method) (?:that )?(?:nobody|no one) (?:can|could|will) (?:interrupt|stop|reverse|undo)|(?:know|worked out|looked up|counted|checked|decided) (?:exactly )?how (?:many|much|high|deep) (?:\w+ ){0,5}(?:take|to be|need|takes|drop|fall|would do)",
        "death suicide exit ending find finding gone dead here no noose knot hose exhaust car engine nobody one how many",
        GRAVE,
        PLAN,
        unless=rf"{_LIFE}|find (?:me|someone) (?:a|attractive|boring|annoying|funny|weird|at|on)|guests|calories|people|paint|wallpaper|tax|pension",
    ),
    Rule(
        "plan",
        "Seems to have worked out how",
        r"(?:worked|thought|gone|figured|planned|mapped|rehearsed|going) (?:(?:it|this|things|everything|all|of|keep) ){0,3}(?:out|through|over|in my head) (?:\w+ |: ){0,3}(?:every|when|how|where|what|which|the (?:place|day|way|details|route|steps)|with what|a way|so often)|(?:got|have) it all (?:worked|figured|planned|mapped) out|(?:know|knew|got|picked|chosen|found|decided on|have) (?:exactly )?(?:the|a|which|my) (?:\w+ )?(?:spot|bridge|cliff|tree|building|roof|train|method|place|way out|route)"
        r"|(?:know|decided|chosen|sorted|worked out) (?:\w+ )?(?:(?:what|which) (?:\w+ )?i (?:would|will|am going to) (?:use|take)|(?:how|where|when) i (?:would|will|am going to) (?:do it|jump|go|die))|plan is (?:\w+ )?(?:ready|set|done|made|finished|in place|complete)|(?:been )?planning (?:this|it|how i|my (?:way out|exit|end)|everything) (?:\w+ ){0,4}(?:long|weeks|months|years|since|carefully)|(?:got|have|made) (?:a|my|the) plan for when"
        r"|(?:back ?up|another way|second way|plan b) (?:\w+ ){0,6}(?:first|not work|fails?|survive)|(?:trial|test|dry|practice) run|looked up (?:how|what|which|where) |(?:the|my) (?:note|letters?|goodbyes?|will) (?:is|are|to (?:\w+ ){1,3}(?:is|are)) (?:\w+ )?(?:written|done|ready|sealed|finished|signed)|(?:wrote|written|hid|hidden|left) (?:the|my|a) (?:last |final |goodbye )?note(?! (?:for|to) (?:the|my) (?:teacher|milkman|landlord|school|postman))",
        "out through over head all spot bridge cliff tree building roof train method place way route what which how where when ready set done made finished complete planning plan backup back run looked note letter letters goodbyes will",
        ACTIVE,
        also=rf"{_DARK}|every step|every detail|minutes|house empty|interrupt\w*|pillow|drawer|long time|sealed|written|survive|first way|top floor|the rail\w*|without|would use|flatmate goes|goes away|the place the day|the way(?= )|(?:trial|dry) run on \w+day|too high|how high|feels done",
        unless=rf"{_LIFE}|find (?:a|the) (?:\w+ )?(?:house|flat)|to live|a new|new home|(?:the|a) (?:game|level)|doctor|over (?:the|my) (?:weekend|christmas|summer|phone)|train (?:home|to|for)|by train|work(?:ing)? out at|christmas tree|family tree|over it|gym",
    ),
)

MEANS_WIDER = (
    Rule(
        "means",
        "Has medicine ready to take",
        r"(?:bottles?|box(?:es)?|packets?|handful|bag(?: full)?|stash|pile|jar|mouthful|drawer(?: full)?|strips?|supply|lots|loads|all) of (?:\w+ ){0,2}{drugs} (?:\w+ ){0,4}(?:in (?:each|my|one|front)|in my hands?|next to|beside|ready|waiting|different|shops|chemists|pharmacies|saved|hidden|counted)|{drugs} (?:\w+ ){0,4}(?:counted(?: out)?|lined up|laid out|spread out|on the bedside|hoarded|saved up|stashed|in my hands?|in front of me|tipped out)"
        r"|(?:put|putting|saving|saved|keeping|kept|hiding|hidden|storing|stashing|collecting|skipping) (?:them|{drugs}|my (?:\w+ )?{drugs}|all of them|each one|some|a few) (?:\w+ ){0,3}(?:by|aside|back|away|up|for (?:the day|later|when|that)|until (?:i have|there is))|(?:three|four|five|two|several|different|many|every|few) (?:\w+ )?(?:chemists|shops|pharmacies|drug ?stores|supermarkets)"
        r"|{drugs} (?:\w+ ){0,4}(?:be enough|kill me|finish me|stop my heart|do the job)|enough (?:\w+ )?{drugs}(?= (?:[.,!;\n…]|now|to|for|saved|in|here|that))",
        "pills pill tablets tablet meds medication medicine painkillers insulin capsules paracetamol tylenol aspirin ibuprofen codeine xanax benzos diazepam morphine antidepressants sedatives sleepers opiates opioids chemists shops pharmacies drugstores supermarkets them",
        GRAVE,
        PLAN,
        unless=r"prescription|refill|pharmacist|weekly box|forget|holiday|travel|migraine|blood pressure and|headache|best price|offers|ran out|not (?:have|got) enough|cough|by mistake|(?:nurse|doctor) (?:counted|keeps|put)|away from (?:the )?(?:kids|children)|hide them from|hidden from me|(?:sons?|daughters?|her|his) (?:room|mattress|bed|drawer)",
    ),
    Rule(
        "means",
        "Has a weapon or a rope at hand",
        r"loaded (?:\w+ )?(?:gun|rifle|shotgun|pistol|revolver|handgun)|(?:gun|rifle|shotgun|pistol|revolver|handgun) (?:\w+ ){0,6}(?:loaded|drawer|my lap|next to me|beside me|in my hands?|on the table|cabinet|mouth|my head|cupboard|safe|here with me)|(?:took|take|got|found|have|holding|grabbed|cleaned|bought) (?:\w+ ){0,4}(?:gun|rifle|shotgun|pistol|revolver)(?= (?:[.,!;\n…]|out|and|from|in|tonight|ready|with|here|to))"
        r"|(?:rope|noose|belt|cord|cable|scarf|sheet|flex|dressing gown cord) (?:\w+ ){0,5}(?:round|around|over|on|from) (?:the|my) (?:\w+ )?(?:door|neck|beam|rail|throat|tree|branch|banister|hook)|rope (?:\w+ ){0,4}(?:garage|boot|attic|loft|beam|shed|wardrobe|under my bed|ready|tied|tree)|(?:knife|blade|razor|scissors|glass|scalpel) (?:\w+ ){0,3}(?:to|at|against|on|pressed to) my (?:\w+ )?(?:wrists?|throat|neck|arm|skin|chest|veins)"
        r"|(?:have|got|ordered|bought|found) (?:the means|everything i need|what i need|the stuff|all i need)(?= (?:[.,!;\n…]|right|next|here|and|now|in|online|to do))|(?:bought|got|ordered|have) (?:\w+ ){0,3}(?:charcoal|helium|nitrogen|antifreeze|cyanide|pesticide|sodium \w+|exit bag)",
        "gun rifle shotgun pistol revolver handgun rope noose belt cord cable scarf sheet flex knife blade razor scissors glass scalpel means everything need stuff charcoal helium nitrogen antifreeze cyanide pesticide sodium bag",
        GRAVE,
        PLAN,
        unless=r"shav\w*|tow|climb\w*|boat|sailing|garden\w*|hunting|police|range|game|film|movie|toy|nerf|water gun|glue gun|skipping|jump rope|barbecue|bbq|grill|drawing|balloons?|recipe|course|ikea|for the dog|the dog|christmas|washing line|seat ?belt|conveyor|black belt|beard|(?:he|she|they|dad|husband|boyfriend|neighbour|someone|lad|mate|friend|brother|son) (?:\w+ ){0,2}(?:has|had|got|said|keeps|owns)|him|her|them|school|for the party|no one is",
    ),
    Rule(
        "means",
        "Is at a dangerous place",
        r"i (?:am|have|was|just) (?:\w+ ){0,5}(?:on|at|by|near|over|to|off|onto|along|up) (?:the|a|this|my) (?:\w+ ){0,3}(?:bridge|cliffs?|cliff path|ledge|roof|rooftop|platform|railings?|tracks|railway(?: line)?|train line|level crossing|overpass|balcony|edge|window ?sill|viaduct|pier|car park|multi ?storey|top floor)",
        "bridge cliff cliffs ledge roof rooftop platform railing railings tracks railway line crossing overpass balcony edge windowsill sill viaduct pier park storey multistorey floor",
        GRAVE,
        PLAN,
        also=r"legs over|over the side|look(?:ing)? down|hear (?:them|it|the train) coming|(?:can not|not) make myself|drive home|jump\w*|quiet up here|cold up here|step off|stepping|let go|letting go|next (?:one|train)|not stop|nerve|goodbye|want to die|end it|fall|dizzy|no one (?:is )?(?:here|around)|waiting for the (?:next|right|fast)|the railing|railings",
        unless=r"photo\w*|sunset|picnic|chips|the dog|fishing|swim|beautiful|lovely|view|aerial|gutter|late|delayed|commut\w*|fixing|bungee|concert",
    ),
)

TIMING_WIDER = (
    Rule(
        "timing",
        "Names a time after which they will not live",
        r"(?:will|would) (?:not be breathing|not be alive|not exist|not see (?:christmas|tomorrow|the (?:morning|weekend|summer|spring|new year|end)|my (?:next )?birthday|monday|next))|not (?:\w+ ){0,3}(?:to )?(?:see|reach|make it to|live to see|be (?:alive|here|around) (?:to see|for)|be alive (?:to|by|at|when)) (?:\w+ ){0,2}(?:my (?:next |\w+ )?birthday|christmas|the (?:new|next|end|summer|spring|winter|morning|weekend|holidays)|new year|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
        r"|(?:checking|check|checked|bowing|clocking) out (?:for good|for ever|forever|of (?:life|this (?:life|world)))|(?:staying|stay|stayed|keeping myself|only|hanging on) alive (?:until|till|for)|only (?:still )?(?:here|alive|living|staying|hanging on) (?:until|till)|(?:my|the) last (?:night|day|evening|morning|hours?|sunset|week) (?:on|in) (?:this|the) (?:planet|earth|world)|last (?:night|day|evening) alive"
        r"|i will be dead (?:by|before|in|within|after|tonight|tomorrow|soon|this|next)|(?:then|after that|tonight|tomorrow|morning|soon) (?:\w+ ){0,2}(?:i am|i will be) gone for (?:ever|good)|(?:hours?|days?|nights?|tonight|tomorrow|soon) (?:\w+ ){0,8}(?:no more (?:pain|me|hurting|suffering)|not be breathing|not hurt any more|all be over for me)|(?:all )?be over for me|it is over for me",
        "breathing alive exist see reach make live out here last dead gone pain hurting suffering hurt over",
        GRAVE,
        PLAN,
        unless=rf"{_AWAY}|season|match|diet|battery|hilarious|he will|she will|if i do not (?:get|go|sleep)|so tired|in this flat|at this (?:job|school)|the (?:film|show|doctor)|christmas (?:lights|market|tree)|staying alive for (?:my|the) (?:kids|children|dog|cat|family)",
    ),
    Rule(
        "timing",
        "Seems to count down",
        r"(?:by|come|after|this time|before|at|until|till|not long) (?:\w+ ){0,3}(?:[,.] )?(?:\w+ )?(?:it will (?:all )?be (?:over|done|finished)|it is (?:all )?over|i will be (?:gone|free|at peace|out of (?:everyones|everybodys|your|their))|i am (?:gone|going|out|done)(?= [.,!;\n…]| $| for)|i will not (?:be|exist))|(?:tomorrow|tonight|soon) (?:\w+ ){0,4}i will be (?:gone|free|at peace)"
        r"|out of every(?:one|body)s (?:way|hair|lives)|not be any(?:one|body)s (?:problem|burden|worry)|(?:given|giving|give|gave) (?:myself|it|things) (?:until|till)|(?:promised|told|made a deal with) myself (?:\w+ |, ){0,14}(?:end it|not be here|go through|do it|i will go)|(?:got|have|has) (?:\w+ )?(?:till|until) (?:\w+ ){1,4}(?:[,] )?(?:and )?then"
        r"|(?:when|once|after|as soon as) (?:the|my|they|everyone|everybody|he|she|mum|dad|it) (?:\w+ ){0,6}(?:asleep|to sleep|in bed|to bed|school|out|away|left|gone|leaves?|three|midnight|twelve) (?:[,] )?(?:then )?(?:i will|i am going to|i can) (?:do it|let go|end|go|finally|jump|take)|(?:to )?fall asleep (?:[,] )?(?:and )?then i will|(?:do|doing|end|ending|finish) it (?:when|once|after|at|before|as soon as|on|tonight|by)"
        r"|(?:will|is going to) be tonight (?:[,] )?(?:once|when|after)|(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|tonight|today|tomorrow)s? (?:is )?(?:the|my) (?:day|night|one|last)(?= (?:[.,!;\n…]|i|for))|(?:picked|chosen|chose|set|fixed|got) (?:the|a|my) (?:date|day|anniversary|hour|night)|(?:days?|nights?|weeks?|hours?) (?:left|to go|more)(?= (?:[.,!;\n…]|and|then|until|for))",
        "by come after time before at until till long tomorrow tonight soon way problem burden worry given giving give gave promised told deal when once asleep do doing end ending finish day night one last date anniversary hour days nights weeks hours left go more",
        ACTIVE,
        also=r"over|gone for|for good|for ?ever|peace|finally|let go|relie\w+|calm|end it|not be (?:here|any)|no more pain|everyones|everybodys|anyones|anybodys|i will do it|going to do it|i am doing it|doing it at|same day|weirdly|counting down|going to bed|gone to bed|be gone|i am going(?= [.!\n])|then i am (?:gone|going|done|checking)|stop(?= [.!\n])|decided",
        unless=rf"{_AWAY}|{_LIFE}|over (?:the|a|my) |half marathon|finish(?:ed)? work|relationship|new (?:flat|house)|exams|deadline|gone by thursday off|assignment|decided to (?:go|get|start|join|try)|netflix|episode|diet|smok\w+|drinking|alcohol|so proud|excited|first (?:day|half)|interview",
    ),
    Rule(
        "timing",
        "Says they will not be heard from",
        r"(?:will|would) not (?:be )?hear(?:ing)? from me (?:again|after|any more|ever|for ever)|if (?:you|they) (?:do not|never) hear from me(?: again)?|not (?:going to )?be around any (?:longer|more)|not (?:going to )?be here (?:for )?(?:much|any) longer",
        "hear hearing around longer",
        ACTIVE,
        unless=_AWAY + r"|busy|offline|wifi|battery|moving|new number|be around any more (?:to|for)",
    ),
)

FAREWELL_WIDER = (
    Rule(
        "farewell",
        "Seems to leave last words or instructions",
        r"(?:tell|let|someone tell|please tell) (?:\w+ ){1,4}(?:know )?(?:that )?(?:it (?:was|is) not (?:his|her|their|your|my \w+) fault|i (?:loved|always loved|did love|am sorry|was sorry))|(?:not|never) blame (?:yourself|yourselves|him|her|them|anyone)|do not be (?:too )?sad|remember me|(?:do not|not|never) (?:cry|grieve|mourn|miss me)|made my (?:last|final) (?:months|weeks|days|year)|honou?r (?:knowing|to have known|to know) (?:you|all|everyone)"
        r"|(?:good|kind|lovely|great|wonderful) (?:friends|people|to me)(?= [.,!] )|before i (?:go|leave)(?= [.,!;\n…]| $| for)|sorry i (?:could not|was not|can not|am not) (?:be )?(?:\w+ )?(?:stronger|strong|hold on|better|stay|fight|enough|do it)|(?:not|never) coming back(?= [.,!;\n…]| $)|(?:is|this|my) (?:\w+ )?(?:last|final) (?:message|post|words|goodbye)|(?:look after|take care of|be kind to|love) (?:each other|one another|yourselves|them)(?: \w+){0,2} (?:when|after|once|without|for me)"
        r"|(?:sorry|wanted) (?:and|to say) (?:\w+ ){0,4}goodbye|goodbye (?:to )?(?:everyone|everybody|all|all of you)|(?:hugged|kissed|hug|held) (?:\w+ ){1,4}(?:longer|tighter|harder|one last)",
        "fault loved love blame sad remember cry grieve mourn miss last final honour honor friends people me before sorry back after each yourselves wanted goodbye hugged kissed hug held why",
        ACTIVE,
        also=r"fault|find out|when i am|not here|all you could|did everything|could not have|gone|goodbye|last (?:message|months|weeks|days|words|time)|final|peace|remember me|do not be sad|not coming back|for ?ever|really go|tell my|understand one day|end|sorry i|thanks? (?:you )?(?:\w+ )?for everything|not know why|kindly",
        unless=_AWAY
        + r"|handing over|new job|new group|clashes|leaving (?:do|drinks|party)|tomorrow|next week|tonight (?:i|off)|speak soon|talk soon|station|retir\w+|season|graduat\w+|he passed|she passed|passed away|funeral|died|my (?:ex|boyfriend|girlfriend)|broke up|breakup|divorc\w*|relationship|left me|miss (?:him|her)",
    ),
    Rule(
        "affairs",
        "Gives things away or sorts what they leave behind",
        r"(?:would like|want) you to have my|(?:gave|given|giving|handed|left|sold|packed|sorted|labelled|arranged|found someone|found a home|asked|cancelled|closed|boxed|promised|signed over) (?:\w+ ){0,9}(?:things|stuff|belongings|dog|cat|cats|pets?|fish|rabbit|records?|photos|keys|passwords|jewellery|accounts|subscriptions|boxes|envelopes|clothes|guitar|books?|car|possessions|plants|letters|notes)"
        r"|letters? (?:\w+ ){0,3}(?:for|to) (?:everyone|everybody|each|all of|my (?:kids|children|family|mum|dad|parents|wife|husband|sister|brother|friends))|(?:everything|it all|my affairs|things|paperwork) (?:\w+ )?in order|(?:keep|look after|take care of|feed|water|raise|love) (?:\w+ ){0,3}(?:plants|dog|cat|cats|fish|kids|children|mum|dad|brother|sister|birds|rabbit|family|daughter|son)(?= )|(?:bank details|passwords|documents|insurance) (?:are|is) (?:on|in|under|written)",
        "have gave given giving handed left sold packed sorted labelled arranged found asked cancelled closed boxed promised signed letter letters order keep look take feed water raise love bank passwords documents insurance",
        ACTIVE,
        also=r"not (?:be )?need(?:ing)? (?:it|them|any|that|those|these)|would not need|where i am going|less work for|easier that way|after me|afterwards|thrown out after|when i am (?:gone|not here)|without me|(?:so|at|in|made) peace|so calm|feel (?:so )?(?:calm|light|free|ready)|(?:from|after) tomorrow|names on|understand one day|will understand|not coming back|no one has to|nobody has to|i will not be (?:here|around|needing)|goodbye|said my|clean up after|for the last time|last time",
        unless=_AWAY
        + r"|house move|moving|move|charity shop|declutter\w*|bus pass|new flat|ebay|vinted|refund|puppy|kittens|foster|while i am|this weekend|next week|upgrade|too old",
    ),
    Rule(
        "farewell",
        "Has made peace with an end",
        r"(?:peace|at peace|calm|light|relieved|ready|free|serene) (?:\w+ ){0,5}(?:with (?:what comes|it all|everything|everyone|everybody|my decision|the decision|dying)|now (?:it is|that it is|i have) (?:decided|settled|over|done)|what comes next)|(?:made|making) (?:my )?peace with (?:every(?:one|body|thing)|it|god|what|my)"
        r"|(?:one last|the last|a last|one final|last ever) (?:time|look|hug|sunset|walk|meal|call|kiss|drink)|nothing (?:left|more) for me (?:to do|here)|(?:where i am going|only this tab left|what comes next)|going to (?:a better place|be with (?:him|her|them|my (?:mum|dad|son|daughter|wife|husband|brother|sister|gran|nan)) again)",
        "peace calm light relieved ready free serene last final nothing going comes tab",
        ACTIVE,
        also=r"ready|peace|goodbye|calm|decided|only this|bye|done|nothing left|where i am going|what comes next|better place|again|turned my phone off|not need|said my",
        unless=_AWAY
        + r"|season|before (?:we|i) move|this year|uni|new job|interview|therapy|diagnos\w+|counsell\w+|surgery|divorce|broke up|breakup|relationship|him (?:again )?(?:tomorrow|tonight)|the last time (?:i|we|he|she|you|they)|peace with (?:my (?:past|body|dad|mum|sister|brother|ex)|it and)",
    ),
    Rule(
        "farewell",
        "Thanks everybody as if for the last time",
        r"(?:thanks|thank you) (?:\w+ ){0,4}for (?:everything|being (?:so )?(?:kind|there|good|nice)|all (?:you|of)) (?:\w+ |[.,!] ){0,5}(?:before i go|goodbye|last message|final|farewell|i love you all (?:[.,!] )?(?:goodbye|bye)|this is my last|i will not be (?:here|back|needing)|look after)",
        "thanks thank",
        GRAVE,
        PLAN,
        unless=_AWAY + r"|new job|tomorrow|next week",
    ),
)

METHOD_WIDER = (
    Rule(
        "method",
        "Asks how to die",
        r"(?:what|which) (?:\w+ )?{drugs} (?:do|would|should|will|could|can) (?:i|you|one) (?:need|take|use) (?:and how many|to die|for it to|to end|to not wake)|(?:can (?:you|i|someone|one|people)|(?:if|whether|that) (?:you|i|one) can|possible to) (?:die|overdose|od) (?:from|on|of|with|by)|(?:would|will|could|can|does|do|is) (?:(?!not|never|going|i|he|she|mum|they|want|you|please)\w+ ){0,6}(?:enough to kill|kill (?:me|you|someone my)|be (?:fatal|lethal|deadly)|stop (?:my|your|the|a) heart)(?= .{0,40}\?)"
        r"|(?:is|does|do|would|are|will) (?:\w+ ){0,2}(?:hanging|drowning|jumping|carbon monoxide|bleeding out|suffocat\w+|overdos\w+|electrocution|freezing to death|slitting|helium|a train|the train|exhaust fumes|starving to death|strangling) (?:\w+ ){0,4}(?:hurt|painful|painless|quick|fast|slow|peaceful|certain|work|reliable|take long|easy)|(?:faster|quicker|painful|reliable|easier|quickest|better) (?:, )?(?:\w+ ){0,2}(?:jumping|hanging|drowning|overdosing|pills|a gun|bleeding) or"
        r"|how (?:do|would|can|could|should) i do it (?:without|so|quick\w*|quiet\w*|painless\w*|properly|right)|(?:something|stuff|anything|pills?|drugs?|medicine|injection|drink|poison|thing) (?:\w+ ){0,7}(?:asleep and (?:not|never)|not wake(?: up)?(?= )|never wake|stops? (?:your|my|the|a) heart|no (?:doctor|one|hospital) (?:could|can) (?:reverse|save|undo|treat)|die in (?:your|my) sleep)"
        r"|how (?:deep|high|tall|long|far|fast|much|many|cold|hot) (?:\w+ ){0,8}(?:to (?:be )?(?:certain|sure)|bleed out|to (?:die|drown|kill|freeze outside|freeze to death|suffocate|hang|not wake|never wake|pass out for good)|cut for it|for it to work|before (?:you|i) (?:die|stop breathing))|(?:have to|to) cut (?:\w+ ){0,2}(?:to work|to die|deep enough)"
        r"|(?:mix|combine|take) (?:\w+ ){0,4}with (?:vodka|alcohol|whisky|whiskey|wine|rum|gin|beer|pills|tablets) (?:\w+ ){0,4}(?:over quick\w*|it is over|die|kill|not wake|lethal|fatal|for good)|(?:make|look|looks|seem) (?:it )?(?:\w+ )?like (?:i (?:fell|slipped|drowned)|an accident|natural causes)|(?:way|ways|method|methods) (?:to|of) (?:die|dying|kill myself|{end})|(?:most|least|more) (?:peaceful|painless|reliable|certain) (?:method|way(?= (?:out|to (?:die|go|do it|end)))|death)|least painful (?:way (?:to (?:die|go|do|end)|out)|method|death)|(?:surest|cleanest|kindest|gentlest|quietest) way (?:to (?:die|go|end|do)|out)",
        "pills tablets meds medication medicine painkillers insulin paracetamol aspirin ibuprofen drugs die dying overdose od kill fatal lethal deadly heart hanging drowning jumping monoxide bleeding suffocation suffocating overdosing electrocution freezing slitting helium train fumes starving strangling do asleep wake reverse save sleep bleed drown freeze suffocate hang certain sure cut work fell slipped drowned accident natural way ways method methods vodka alcohol whisky whiskey wine rum gin breathing end surest cleanest kindest gentlest",
        GRAVE,
        frozenset({METHOD_SEEKING, PLAN_MEANS_TIMING}),
        own=False,
        unless=r"weeds?|ants|wasps|mould|bacteria|virus|rats?|mice|the boss|dragon|zombie|level|game|plants?|tulips|dogs?|cats?|chicken|freezer|headache|fever|cold|allerg\w*|tattoo|acupuncture|work hurt|from (?:embarrassment|boredom|a broken heart|laughing|stress|lack of sleep|anxiety|a panic|panic)|scared|afraid|worried|anxi\w+|panic|swim\w*|worst way|horrible way|of (?:cancer|covid)|train (?:to|home|from|times|ticket|fast)|is the train|jumping (?:jacks|rope)|nicotine|to kill time",
    ),
)

ENDING_RULES = PLAN_WIDER + MEANS_WIDER + TIMING_WIDER + FAREWELL_WIDER + METHOD_WIDER

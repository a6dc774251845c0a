# Patterns read best as one alternative a line, however long.
# ruff: noqa: E501
"""Plan, means, timing, farewell, and questions about methods: what may not wait.

Each is a transparent rule of our own. Several are everyday sentences in another setting ("I won't be here
tomorrow"), so they name what excuses them (`unless`) or count only after talk of suicide (`after_talk`).
"""

from .model import MEDICAL_EMERGENCY, METHOD_SEEKING, PLAN_MEANS_TIMING
from .rules import ACTIVE, GRAVE, PASSIVE, PLAN, WEAK, Rule

_EVERYDAY_ABSENCE = (
    r"holiday|work|office|shift|trip|flight|vacation|appointment|meeting|class|lesson|school|session|group|call"
    r"|dentist|travelling|town|visiting|back on|see you|exam|party|wedding|concert|back (?:next|in)"
)
_ASKING_METHOD = frozenset({METHOD_SEEKING, PLAN_MEANS_TIMING})

INTENT_RULES = (
    Rule(
        "intent",
        "Says they are going to end their life",
        r"(?:going|decided|plan|planning|about|ready|prepared|determined|intend) to (?:just )?(?:{end}|kill myself)|(?:i|have) (?:am |have )?(?:\w+ )?(?:going|decided|planning|plan|about|ready|prepared|determined) to (?:just )?(?:die|be dead)"
        r"|i will (?:just |probably )?(?:{end}|kill myself)|(?:decision|mind) (?:is )?made(?: up)? {g2}(?:to )?(?:die|{end})"
        r"|no one (?:can|will|could) (?:stop|save) me|(?:do not|dont) (?:try (?:and |n |to )?|bother )?(?:stop|stopping|save|saving) me",
        "die dead myself life suicide end ending stop save stopping saving",
        GRAVE,
        PLAN,
        unless=r"end it (?:with (?:him|her|them|my)|between us)|relationship|marriage|chat|conversation|best of luck|panic|heart|so scared|die (?:alone|someday|one day|eventually)|from (?:getting|eating|going|buying)",
    ),
    Rule(
        "intent",
        "Says they are about to do it",
        r"(?:about|ready) to do it|(?:going to|will) (?:really |actually |just )?do it (?:{when}|this time)|i am doing it(?: {when}|(?= [.!\n…]))",
        "do doing",
        GRAVE,
        PLAN,
        unless=r"assignment|essay|homework|dishes|laundry|cleaning|washing|housework|application|interview|presentation|yoga|course|exam|proud|excited|cook",
    ),
    Rule(
        "intent",
        "Repeats an intent after earlier talk of suicide",
        r"(?:going to|will|have to|might|want to) (?:just )?(?:do it|end it|go through with it)|it will be over|(?:it is|this is) (?:the )?(?:time|end)|i have a plan",
        "do end go over time plan",
        GRAVE,
        PLAN,
        after_talk=True,
    ),
)

TIMING_RULES = (
    Rule(
        "timing",
        "Names a time for their death",
        r"(?:{end}|die|be dead|be gone|kill myself|killing myself) (?:\w+ ){0,3}{when}|{when} (?:\w+ ){0,3}i (?:will|am going to|want to|plan to|might) (?:{end}|die|be dead|be gone|kill myself)"
        r"|tonight is the night|(?:set|chosen|picked|decided on|fixed|have) (?:the|a|my) (?:death )?(?:date|day|night)(?= (?:[.!,;\n…]|for (?:it|my)|to (?:die|end|do)))"
        r"|(?:said|written|these are) my (?:last|final) words|leaving this (?:life|world)(?: (?:on|by|tonight|soon))?|(?:this is|today is|tonight is) my last (?:night|day|message|post|goodbye|evening|words)"
        r"|(?:one|two|three|few) more (?:hours?|nights?|days?|weeks?) and (?:then )?(?:i am|it is|i will be|it will be|i am out) (?:out|gone|over|done|dead|free|finished)",
        "words world day night myself life suicide die dead gone tonight date last more end ending",
        GRAVE,
        PLAN,
        unless=r"die(?:s|d)? (?:alone|of)|wedding|(?:last day|night) (?:at|of|in) (?:work|school|the|my|this|uni|college)|relationship|exams?|holiday|semester|term|chat|conversation|best of luck|so scared|off to|to bed|goodnight|good night|(?:in|of) this (?:flat|house|job)|move tomorrow",
    ),
    Rule(
        "timing",
        "Says they will not be here after a certain time",
        r"(?:will|would) not be (?:here|around|alive) (?:{g1}(?:tomorrow|after|by|next|much longer|for (?:long|christmas|my birthday)|when you|in the morning|any more|long enough))"
        r"|(?:none of you|no one|nobody|you|they|everyone|anyone) (?:all )?(?:will|would) (?:not |never )?(?:ever )?(?:have|need) to (?:worry|deal|put up|bother|think) (?:about|with) me(?: ever)?(?: again| any ?more)?"
        r"|(?:will not|not going to) (?:make it|be alive|live) (?:to|until|till|past|through) (?:tomorrow|the (?:night|morning|weekend|week|end)|christmas|my birthday|monday|friday|sunday|next)",
        "here around alive worry deal put bother think make live",
        GRAVE,
        PLAN,
        unless=_EVERYDAY_ABSENCE,
    ),
)

PLAN_RULES = (
    Rule(
        "plan",
        "Speaks of a plan",
        r"(?:worked|figured|planned|thought|mapped|sorted) {g1}out (?:exactly )?(?:how|where|when|every|everything|the details)(?: i (?:would|will|am going to|want to) (?:do it|die|end|kill))?(?= [.!,;\n…]| (?:and|i) )"
        r"|know (?:exactly )?(?:how|where|when|what way)(?: and (?:how|where|when))? i (?:would|will|am going to|want to) (?:do it|die|{end}|kill myself|go)"
        r"|(?:spot|place|bridge|platform|tree|building|drop) (?:\w+ ){0,3}i (?:would|will|am going to) (?:use|do it|jump)|how i would do it|it is all (?:been )?planned|(?:have|got|made|making) (?:a|my|the) (?:suicide |exact )?plan (?:to|for) (?:{end}|die|my (?:death|suicide)|kill myself)|suicide plan"
        r"|(?:picked|chosen|chose|found|decided on) (?:the|a|my) (?:\w+ )?(?:bridge|cliff|spot|method|building|roof|tree|train|platform|way to (?:die|go|do it))"
        r"|(?:researching|researched|googled|googling|looking up|looked up|searching|searched|reading about|read about) {g2}(?:ways|methods|places|how) (?:to (?:die|{end}|do it|go)|where (?:no one|nobody)|of (?:dying|suicide))"
        r"|where (?:no one|nobody) (?:would|will|could|can) (?:stop|find|save) me",
        "drop place out know how planned plan bridge cliff spot method building roof tree train platform ways methods places stop find save way suicide",
        GRAVE,
        PLAN,
        unless=r"book a|holiday|recipe|budget|how i would do it (?:again|differently|at work)|tree for|building (?:for|to live)|spot (?:for|to)",
    ),
    Rule(
        "plan",
        "Has written a farewell",
        r"(?:written|wrote|writing|finished|write) (?:out |down )?(?:my |the |a |all |all the |some |their |goodbye |suicide ){1,3}(?:letters?|notes?)(?= (?:to|for) (?:my |the |every|all|them|her|him|mum|dad|each)| [.!,;\n…]| and | $)"
        r"|(?:suicide|goodbye|farewell) (?:note|letter|video|message|notes|letters)",
        "letter letters note notes video message",
        GRAVE,
        PLAN,
        also=r"suicide|goodbye|farewell|drawer|when i am gone|everyone|find(?: them| it)?|family|ready|kids|children|planned|pills|tablets|end",
        unless=r"cover letter|letter to (?:my|the) (?:gp|landlord|doctor|boss|younger self|mp)|lecture|class|meeting notes|gratitude|therapist|complaint|application",
    ),
)

MEANS_RULES = (
    Rule(
        "means",
        "Is gathering medicine",
        r"(?:saved|saving|hoard(?:ed|ing)|stockpil(?:ed|ing)|stash(?:ed|ing)?|collected|collecting|stored|storing|hidden|hiding|stocked|stocking|counted|counting|kept back) (?:up )?{g3}{pills}"
        r"|(?:{pills}|{means}) (?:\w+ ){0,6}(?:lined up|laid out|set out)|(?:get|buy|find|order|getting|buying) (?:\w+ ){0,4}(?:{pills}|{means}|poison) (?:\w+ ){0,2}to (?:{end}|die|kill myself)|{pills} (?:\w+ ){0,4}(?:saved up|stashed|ready|in front of me|in my hands?|next to me|beside me|laid out|lined up|waiting)"
        r"|(?:have|got|is|be) enough (?:of )?(?:\w+ )?(?:{pills}|to (?:do it|kill me|kill myself|end it|overdose))|(?:swallow|take|taking|took|taken|swallowed|down|downed) (?:all|a whole|the whole|an entire|every) (?:\w+ ){0,4}{pills}"
        r"|(?:going to|want to|will|plan to|planning to|could|might|about to|tempted to|thinking of|thinking about) (?:just )?(?:overdose|overdosing|od|taking an overdose|take an overdose)",
        "blade blades razor razors rope poison noose pills pill tablets tablet meds medication medicine painkillers painkiller opiates insulin capsules enough overdose overdosing od",
        GRAVE,
        PLAN,
        unless=r"prescription refill|pharmacy|pharmacist|my (?:nurse|doctor) (?:counted|keeps)|holiday|travel|kids can not reach|by mistake|accidentally",
    ),
    Rule(
        "means",
        "Has something to do it with",
        r"(?:bought|buying|got|getting|ordered|found|tied|have|keep|kept|own|borrowed|hid|hidden|made) (?:myself )?(?:a|the|my|some|enough|this) (?:\w+ )?{means}(?! (?:swing|course|climbing|ladder|for (?:the|my) (?:boat|dog|garden|kitchen|tent|beard)))"
        r"|have everything i need (?:to do it|for it|to end)|(?:gun|knife|blade|razor) (?:to|in|at|against|on|next to) my (?:mouth|head|hand|throat|wrist|arm|skin|temple|bed)|loaded (?:the|my|a) gun|(?:a|the|my) noose|rope (?:is )?(?:ready|tied|round|around)",
        "rope noose gun handgun shotgun pistol revolver razor razors blade blades helium cyanide pesticide bag everything knife",
        GRAVE,
        PLAN,
        unless=r"shaving|shave|tow|climb|boat|sailing|garden|hunting|police|range|game|movie|film|toy|nerf|model|fallout|playing|no one is|nobody is|glue|water gun|skipping|jump rope|beard|legs|permit|collection|home defen[cs]e|balloons?",
    ),
    Rule(
        "means",
        "Is at a dangerous place",
        r"i am (?:\w+ )?(?:standing|sitting|stood|sat|up|here|walking|looking|at|on|by) (?:\w+ ){0,3}(?:bridge|platform|roof|rooftop|ledge|edge of (?:the|a) \w+|cliff|railway|tracks|train tracks|balcony)"
        r"|(?:want|wanted|wanting|going|about|ready|tempted|like|thinking of|thinking about|urge) (?:to )?(?:jump|jumping|step|stepping|walk|walking|drive|driving|crash|crashing|throw myself|throwing myself) (?:\w+ ){0,2}(?:off|out|in front of|in front|into|under|onto) (?:a|the|my|of|an|it|oncoming)"
        r"|(?:walking|going|driving|drove|walked|went|been|drive) (?:\w+ ){0,4}(?:bridge|cliff|tracks|roof) (?:\w+ ){0,4}(?:nerve|courage|jump|end it)|(?:lie|lay|lying|sit|walk) (?:down )?on the (?:train )?tracks",
        "bridge platform roof rooftop ledge edge cliff railway tracks balcony jump jumping step stepping walk walking drive driving crash crashing throw throwing lie lay lying",
        GRAVE,
        PLAN,
        unless=r"photo|photos|view|waiting for (?:my|the) train home|commut|sunset|lovely|jump into (?:the pool|bed|a|conversation)|walk(?:ing)? (?:out|into) (?:the|a|my) (?:room|class|classroom|office|house|shop|store|door|meeting|work|kitchen|sea for)|shop|throw (?:\w+ )?(?:away|out)|step (?:out|into) (?:of )?(?:the|my|a) (?:door|comfort|house)|drive (?:out|into) (?:the|town|work)|birds?|out of (?:bed|my)|job|career|relationship",
    ),
)

FAREWELL_RULES = (
    Rule(
        "farewell",
        "Says goodbye for ever",
        r"(?:goodbye|good bye|bye|farewell) (?:everyone|everybody|all|forever|for ever|world|cruel world|my (?:friends|loves?|family)|to (?:everyone|you all|all of you))"
        r"|(?:see|meet) (?:you|u|ya|yall) (?:all )?on the other side|this is (?:goodbye|it) (?:then|for me|forever|everyone)",
        "goodbye bye farewell side goodby",
        GRAVE,
        PLAN,
        also=r"doing it|forever|for ever|sorry|loved? you|other side|not be here|the end|last|done|can not|for everything|pain|peace|world|forgive|for me",
        unless=r"thanks for the chat|talk (?:soon|later|tomorrow)|see you (?:tomorrow|soon|later|next)|work|job|school|colleagues|have a (?:good|great|nice|lovely)|leaving drinks",
    ),
    Rule(
        "farewell",
        "Asks others to look after what they leave",
        r"(?:take care of|look after|be there for|be kind to) (?:my|the) (?:\w+ )?(?:dog|cat|pets?|kids|children|son|daughter|mum|dad|parents|family|wife|husband|sister|brother) (?:for me|when i am (?:gone|dead|not here|not around)|after i am gone|once i am gone)"
        r"|tell (?:my|them|him|her|everyone) (?:\w+ ){0,3}(?:i (?:loved|am sorry|was sorry)|it was not (?:their|her|his) fault)(?= (?:them|him|her|and|[.!,;\n…]))"
        r"|(?:when|by the time|once) (?:i am gone|they find (?:me|my body)|you (?:read|see|get) this)",
        "care after kind there tell gone find read",
        GRAVE,
        PLAN,
        unless=r"holiday|hospital|work|away for|trip|operation|surgery|weekend|travel|funeral plan",
    ),
    Rule(
        "affairs",
        "Puts their affairs in order, with unusual calm",
        r"(?:gave|given|giving|give) (?:away )?(?:\w+ ){0,4}(?:to my (?:\w+ )?(?:nephew|niece|brother|sister|friend|son|daughter|cousin|neighbour|mate)|away)"
        r"|(?:found|find|finding) (?:a |good )?(?:new )?homes? for (?:my|the|our) (?:\w+ )?(?:cat|cats|dog|dogs|pets?|rabbit|hamster|bird)|(?:paid|settled|cleared) (?:off )?(?:all )?(?:of )?my (?:bills|debts|rent)"
        r"|said (?:what i needed to say|my (?:last |final )?(?:goodbyes|words)|goodbye to)|(?:cancelled|closed|handed over) (?:all )?(?:of )?my (?:subscriptions|accounts|contracts|cards|keys)|deleted (?:all )?(?:of )?my (?:social media |online )?(?:accounts|photos|posts|messages|everything)|(?:made|wrote|written|updated|signed) (?:my|a) will"
        r"|(?:affairs|everything|paperwork) (?:is |are |all )?(?:in order|settled|sorted|taken care of)|(?:passwords|bank details) (?:are )?(?:written|left|in)",
        "cancelled closed handed gave given giving give home homes paid settled cleared said deleted will affairs everything paperwork passwords bank",
        GRAVE,
        PLAN,
        also=r"at peace|peaceful|i feel (?:so )?(?:calm|light|free|ready)|calm now|(?:finally|strangely|oddly|very|so) (?:calm|peaceful|relieved|light|at ease)|settled|last thing|nothing left|ready (?:now|to go)|no one will (?:have to|need to)|finally over|(?:it is|everything is) (?:done|over)|relief|for when i am",
        unless=r"moving|move to|new job|declutter|charity shop|mortgage|holiday|detox|new flat|new house",
    ),
    Rule(
        "affairs",
        "Puts their affairs in order",
        r"(?:giving|given|gave) away (?:all )?(?:of )?my (?:things|stuff|belongings|possessions|clothes)|(?:making|writing|made|wrote|make|write) (?:my|a) will|putting my affairs in order",
        "away will affairs",
        WEAK,
    ),
    Rule(
        "farewell",
        "Seems to say goodbye",
        r"(?:sorry|thank you|thanks) (?:to (?:everyone|all of you) )?for everything(?= (?:[.!,;\n…] )?(?:goodbye|bye|i (?:am done|love you all|can not)|this is))",
        "everything",
        PASSIVE,
    ),
)

METHOD_RULES = (
    Rule(
        "method",
        "Asks how to die",
        r"(?:least|most|less|more) (?:pain|painful|painless|peaceful|quickest) (?:way|ways|method|methods) (?:to (?:go|die|do it|end|leave|{end})|of (?:dying|going|suicide))"
        r"|(?:quickest|easiest|fastest|best|painless|quick|easy|surest|peaceful|clean) (?:and \w+ )?(?:way|ways|method|methods) (?:to (?:die|{end}|do it quickly|kill myself|go(?= [.?!\n]))|out(?= [.?!\n])|of (?:dying|suicide))"
        r"|painless (?:suicide|death)|pain ?free (?:way|method|death|suicide)|pain free|how (?:painful|long) (?:\w+ ){0,4}(?:die|dying|overdose)|(?:slitting|sliting|cutting|slashing) (?:your|my) wrists? (?:\w+ )?(?:painful|kill|hurts?|work)|(?:what|which) (?:\w+ ){0,2}(?:{pills}|drugs?|dose|poison|method) (?:\w+ ){0,4}(?:cause death|to die|kill (?:me|you|yourself|myself)|to overdose|fatal|lethal|do the job)|(?:how many|how much) (?:of )?(?:\w+ ){0,3}(?:{pills}|paracetamol|ibuprofen|insulin|alcohol|dose)? ?(?:\w+ ){0,3}(?:to (?:die|overdose|be fatal|kill (?:me|myself|you|yourself|a person|someone my))|(?:is|are|would be|be) (?:lethal|fatal)|will (?:actually )?(?:do the job|kill (?:me|you)))"
        r"|(?:what|which|how) (?:\w+ ){0,2}(?:dose|height|amount|high|much|drop|branch|drug|drugs|poison) (?:\w+ ){0,4}(?:kills?|kill me|hang|lethal|fatal|die)(?= [.?!\n]| $)|(?:lethal|fatal|deadly) (?:dose|amount|combination)|how (?:do i|to|would i|can i|could i|would you|do you) (?:tie a noose|hang myself|{end}|kill myself|make (?:it|my death) look like)"
        r"|(?:get|buy|find|order) (?:something|anything|stuff|pills|it) (?:\w+ ){0,3}(?:make it quick|end it|do the job|die|not wake up|kill (?:me|myself))|look(?:s)? like an accident",
        "kills hang painless pain painful wrist wrists death dying way ways method methods die overdose fatal lethal deadly noose myself suicide end quick job accident wake kill life",
        GRAVE,
        _ASKING_METHOD,
        own=False,
        unless=r"venue|station|train times|weeds?|ants|wasps|mould|bacteria|virus|rats?|mice|insurance claim for the car|dog|cat|save|back pain|gum|pain free (?:day|week|life|morning)",
    ),
)

HINT_RULES = (
    Rule(
        "intent",
        "Says they will do it, in despair",
        r"(?:i am |i will |i )?(?:going to|want to|could just|about to) (?:just )?(?:do it|go through with it)(?! (?:for|all over|with|right|well|myself))",
        "do go matter",
        ACTIVE,
        also=r"sick (?:and tired )?of (?:being|life|everything|it all|this)|useless|suicid\w+|die|dead|not care any more|no one cares|scared to do it|do not care about my|goodbye|in pain|worthless|nothing can stop me",
        unless=r"assignment|essay|homework|dishes|laundry|interview|application|presentation|proud|excited|course|gym|job",
    ),
    Rule(
        "plan",
        "Speaks of a plan or a date, in despair",
        r"i have a plan(?= (?:for|and|[.,!?\n…]|i))|my date is|(?:set|picked|chosen) (?:a|the|my) date|(?:the|my) note (?:is )?(?:prepared|ready|written)|(?:got|getting) rid of (?:most|all) of my things|my last (?:days|post)|final post",
        "plan date note things last final",
        GRAVE,
        PLAN,
        also=r"until i die|to die|suicid\w+|go through with it|can not live|not want to live|kill myself|jump|goodbye|pills|overdose",
        unless=r"wedding|budget|holiday|trip|at work|of (?:school|work|uni|college)",
    ),
    Rule(
        "overdose",
        "Seems to have taken an overdose",
        r"(?:took|taken|taking|drank|swallowed) (?:\w+ ){0,7}(?:{pills}|\d+ ?mg|mg|paracetamol|ibuprofen|pain relievers?|bleach)(?= )|(?:i am|am) (?:\w+ )?overdosing|overdosing (?:right )?now",
        "took taken taking drank swallowed overdosing",
        GRAVE,
        frozenset({MEDICAL_EMERGENCY, PLAN_MEANS_TIMING}),
        also=r"survive|hope (?:it works|i (?:die|wake up dead|do not wake))|hoping (?:it works|this is the end)|will i be (?:ok|okay|alright)|regret|goodbye|to die|will die|not die|kill me|overdos\w+|attempt\w*|whole bottle|bottle of",
        unless=r"years ago|as prescribed|used to|when i was|in (?:19|20)\d\d|(?:last|a) (?:year|month|summer|winter)|by mistake|accidentally|my doctor|(?:she|he|sister|brother|friend|mum|dad|daughter|son) (?:just |has )?(?:took|taken)",
    ),
)

GRAVE_RULES = INTENT_RULES + TIMING_RULES + PLAN_RULES + MEANS_RULES + FAREWELL_RULES + METHOD_RULES + HINT_RULES

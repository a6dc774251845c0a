# Patterns read best as one alternative a line, however long.
# ruff: noqa: E501
"""Wider rules for the writer's own danger: intent, wishing to be dead, harming oneself, refusing to promise safety.

They are families of subject, verb and object where rules.py holds the plainest wordings. What is everyday speech in
another setting names its excuse (`unless`) or what must stand beside it (`also`).
"""

from .rules import ACTIVE, GRAVE, HARM, PASSIVE, PLAN, Rule

_KITCHEN = r"accident\w*|oven|cook\w*|chopping|onions?|kettle|toast\w*|kitten|cat|dog|brambles?|gardening|football|rugby|gym|tongue|tripped|slipped|shav\w+|hair(?:cut)?|tattoo|craft|paper|sewing|parcel|wrapping|on a tin|tin can"
_RELATIONSHIP = r"relationship|marriage|with (?:him|her|them|my (?:boyfriend|girlfriend|partner|husband|wife|ex))|between us|contract|membership|subscription|friendship|engagement|the call|chat|dating|divorce"
_BODY = r"(?:arms?|forearms?|legs?|thighs?|wrists?|skin|stomach|belly|hips?|ankles?|shoulders?|body|chest|face|hands?|fingers|knuckles|scalp|head)"

INTENT_WIDER = (
    Rule(
        "intent",
        "Says they are going to end their life",
        r"(?:no intention of|not (?:plan|planning|intend|intending|going|expect|expecting)) (?:on |to |of )?(?:be |being |stay |staying |still )?(?:alive|surviv\w+|living (?:through|past|beyond|any)|live (?:through|past|beyond|any))"
        r"|(?:going to|will|decided to|about to|ready to|intend to|set to|time to|have to|got to|need to) (?:\w+ )?(?:leave|quit|exit|depart) (?:this|the) (?:world|life|earth|planet)"
        r"|(?:intend|intending|planning|decided|determined|ready|going|prepared) (?:on |to )(?:go(?:ing)? through with|do(?:ing)?) (?:it|killing myself|ending my life|suicide)(?= (?:[.,!?;\n…]|tonight|soon|today|this time|no matter))"
        r"|i (?:will|am going to|am about to) (?:\w+ )?(?:jump|hang myself|drown myself|slit my|shoot myself|gas myself|end myself|die by my own|{end})"
        r"|(?:will|going to|have to|must) die by my own (?:hand|hands)|i will be dead (?:by|before|when|tonight|tomorrow|soon|in)",
        "alive surviving survive living live world life earth planet it jump hang drown slit shoot gas end ending die dead myself suicide kill killing",
        GRAVE,
        PLAN,
        unless=rf"{_RELATIONSHIP}|laundry|homework|essay|yoga|the presentation|interview|jump (?:at|on|in|to|off (?:the|this) (?:call|train|bus))|if i (?:do not|eat|see|hear)|gameplay|game|to bed|sleep|parachute|bungee",
    ),
    Rule(
        "active",
        "Says they do not want to go on living",
        r"not (?:be )?(?:carrying|carry|going|go|continuing|continue) (?:on )?(?:with )?(?:this|my) (?:life|existence)|(?:want|need) (?:out|off) (?:of )?(?:this|the) (?:world|planet|earth|life)"
        r"|want (?:out of|to leave|to get off|to exit|to quit) (?:this|the|my) (?:world|planet|earth|life(?! (?:insurance|behind)))|(?:put|putting) an end to (?:myself|my (?:life|existence|suffering)|me|it all)"
        r"|(?:finish|finishing|ending|end) (?:myself|my existence|my suffering|me off)|i am (?:so )?(?:done|finished|through) (?:with )?(?:living|existing|being alive|life|with life|with this (?:world|life)|with living)"
        r"|(?:decided|decision|deciding) {g6}(?:not|no longer) (?:\w+ ){0,3}(?:live|living|exist|be around|be here|be alive|wake up|stay alive)|(?:close to|edge of|verge of|brink of|moments from|seconds from|inches from) (?:doing it|jumping|{end}|it all ending|suicide)"
        r"|(?:urges?|temptation|desire|need) to (?:\w+ )?(?:{end}|die|jump|kill myself|be dead)|not (?:asking|looking|wanting) to be saved|let me die|should just die|(?:supposed|deserve|need|have|meant) to (?:just )?(?:die|be dead)(?= [.,!?;\n…]| and| so| right| now)"
        r"|(?:every|each) (?:cell|part|bit|inch|bone|fibre) of (?:me|my body) {g2}wants?|part of me {g6}(?:die|dead|kill itself|gone for good|end it|stop existing)",
        "life existence world planet earth end ending finish finishing done finished through decided decision deciding edge verge brink close moments seconds inches urge urges temptation desire need saved die dead cell part bit inch bone fibre",
        ACTIVE,
        unless=rf"{_RELATIONSHIP}|{_KITCHEN}|to eat|for chocolate|end me off with|game|exam|homework",
    ),
    Rule(
        "active",
        "Speaks of suicidal thoughts of their own",
        r"(?:been|being|feel|feeling|felt|getting|got|still|so|very|am) (?:(?!not|never)\w+ )?suicidal|suicidal (?:since|again|for|all|every|right now|today|tonight|at the moment|lately|most|and (?:scared|alone|tired))"
        r"|suicide (?:is|seems|feels|has been|keeps) (?:\w+ ){0,3}(?:where|heading|inevitable|answer|on my|in my|calling|coming|option|way out)|(?:come|comes|coming|go|going|drawn|back|drift\w*) (?:back )?(?:to|towards|about) (?:suicide|killing myself|ending my life|dying|death)"
        r"|(?:think|thinking|thought|thoughts|dream|dreaming|daydream\w*|fantasi[sz]\w*|imagin\w+|obsess\w+|pictur\w+) (?:\w+ ){0,3}(?:of|about|how) (?:\w+ ){0,3}(?:suicide|jumping(?= (?:[.,!?;\n…]|off|from|in front|when|whenever|every))|hanging myself|drowning myself|crashing|overdosing|{end}|not being (?:here|alive)|dying(?! (?:mum|dad|mother|father|alone|of|from)))"
        r"|thoughts of (?:dying|death|suicide|{end})|i (?:(?!not|never|would|could|used|wont|no)\w+ ){0,5}(?:kill(?:ing)? myself|{end})|(?:all i (?:can )?think (?:of|about)|all my (?:brain|head|mind) (?:says|thinks)|voice(?:s)? (?:\w+ ){0,3}(?:say|saying|telling)) (?:\w+ |, ){0,6}(?:die|suicide|kill|dying|jump|do it|end it)"
        r"|(?:kill|killing|ending) myself (?:\w+ ){0,2}(?:is|seems|feels|has) |train tracks? and (?:think|wonder)|how (?:quick|easy|simple|peaceful) it would be(?= (?:[.,!;\n…]|to (?:die|end|jump|go|let)))",
        "suicidal suicide myself dying death die dead life jumping crashing overdosing kill killing it end ending being tracks track jump quick easy simple peaceful throat wrist wrists everything",
        ACTIVE,
        unless=rf"{_RELATIONSHIP}|(?:scared|afraid|fear|terrified|worry|worried|worrying|anxious|anxiety|phobia) (?:\w+ ){{0,3}}(?:of|about) (?:\w+ )?(?:death|dying)|(?:kill|killed) myself (?:for (?:forgetting|saying|missing|eating)|laughing|training|at the gym|with work)|(?:dad|mum|mother|father|gran|grandad|nan|wife|husband|friend|brother|sister)s? (?:death|dying)|prevention|essay|how (?:easy|quick|simple) it would be to (?:use|make|learn|fix|get)|end it there|(?:jumping|crashing) (?:ship|into bed|the party)",
    ),
    Rule(
        "active",
        "Asks to be killed, in disguise or not",
        r"(?:kill|end|delete) me (?:already|please|pls|plz|now|rn|right now|i am serious|someone)|(?:yeet|emojikill|defenestrate|toaster bath) (?:myself|me)|(?:the )?sewer slide|(?:want|like|need|time|ready|going) to emojikill|(?:can not be (?:bothered|arsed)|cba) (?:with )?(?:living|life|being alive|existing|to live)"
        r"|(?:commit|committing) (?:die|not alive|self ?delete|unlive)|(?:end|ending) my (?:life|lyf)|(?:courage|nerve|guts|bravery) to (?:\w+ )?(?:{end}|do it|die|jump|go through)|want to kill(?= (?:$|right now|[.!]))",
        "me yeet emojikill defenestrate toaster sewer slide living life alive existing commit committing end ending courage nerve guts bravery kill",
        ACTIVE,
        unless=r"bored|boring|lecture|meeting|traffic|homework|maths|monday|laugh\w*|lol|lmao|haha|ask (?:her|him|them)|driving test|interview",
    ),
    Rule(
        "active",
        "Will not or cannot promise to be safe",
        r"(?:can not|could not|will not|would not|not) (?:\w+ )?(?:say|promise|guarantee|swear|be sure|know if) (?:that )?(?:i am|i will|i would|to|i can|my) (?:\w+ ){0,3}(?:safe(?:ty)?|here|hurt(?:ing)? myself|alive|do (?:something|anything)|harm|kill myself|around|keep myself)|i am (?:really |just |honestly )?not safe(?= [.,!;\n…]| and| but| right| tonight| today| from| around| by| at the)"
        r"|(?:said|told|tell|telling|claimed|pretended|promised|promise) (?:\w+ ){0,5}(?:not|no|never|fine|safe|okay) (?:\w+ ){0,4}(?:[,.] )?but (?:i (?:do|am|can|have|did|will|might|think|still)|that (?:was|is)|it (?:was|is) (?:a lie|not true))",
        "say promise guarantee swear sure know safe said told tell telling claimed pretended promised",
        ACTIVE,
        own=False,
        also=r"safe|myself|suicid\w+|plan|alive|die|here|dying|something|live",
        unless=r"website|safe for work|road|bike|the area|neighbourhood|visit|come (?:to|on)|weekend|dinner|party",
    ),
)

PASSIVE_WIDER = (
    Rule(
        "passive",
        "Finds death or not being here a relief",
        r"(?:not being (?:here|alive|around)|being (?:dead|gone)|death|dying|not existing|never waking(?: up)?|to be dead|not having to (?:live|exist)) (?:\w+ ){0,5}(?:easier|restful|rest|peaceful|peace|relief|comfort\w*|nice|better|appealing|tempting|kinder|freedom|beautiful|welcome|sleep|not (?:frighten|scare|bother|worry) me)"
        r"|(?:relief|blessing|mercy|comfort|nice|easier|better|kinder|peaceful) (?:\w+ ){0,5}(?:to die|if i (?:died|was dead|were dead|did not wake)|terminal|diagnosed with|(?:stop|stopped|not|cease to) exist(?:ing)?|to not be (?:here|alive)|to be dead|not being (?:here|alive))"
        r"|(?:grateful|relief|relieved|glad|thankful|happy|fine|mind|care|upset|sad|sorry|bothered|okay|content) (?:\w+ ){0,2}(?:if|with|about|when|to) (?:i )?(?:\w+ ){0,3}(?:died|die|dead|dying|never (?:waking|woke|wake)|not (?:waking|wake|woken|exist|be here)|got (?:run over|hit|cancer|killed)|was (?:run over|hit|killed|gone))"
        r"|(?:run over|hit by a \w+|killed|terminally ill|cancer|struck by lightning|in a (?:car )?(?:crash|accident)) (?:\w+ |, ){0,5}(?:grateful|relief|relieved|not mind|thankful|blessing|not care|be glad|a favour)",
        "being dead gone death dying existing waking live exist relief blessing mercy comfort nice easier better kinder grateful relieved glad thankful happy fine mind care upset sad sorry bothered okay content killed ill cancer lightning crash accident over hit",
        PASSIVE,
        unless=r"(?:scared|afraid|fear|terrified|panic|anxious|worried|worry) (?:\w+ ){0,4}(?:death|dying|die|dead)|(?:his|her|their|mums?|dads?|mothers?|fathers?|grans?|nans?|husbands?|wifes?|cats?|dogs?|grandads?) (?:\w+ )?(?:death|dying|passing)|(?:he|she|they|it|phone|battery|plant|plants|laptop) (?:was |is |were )?(?:dead|dying|die|died|killed)|eating|olives|sprouts|someone (?:died|dies|dead)",
    ),
    Rule(
        "passive",
        "Hopes not to live long",
        r"(?:hope|hoping|hopes|wish|wishing|pray|praying|beg|begging|waiting) (?:\w+ ){0,7}(?:not survive|kills me|heart (?:\w+ )?(?:stops|stopped|stop|gives out|gave out)|that is it for me|is it for me|the end for me|go down with me|not make it|not wake|takes? me (?:away|in my sleep|tonight|soon)|i (?:get|got) (?:cancer|killed|hit|shot)|my last (?:day|night|breath))"
        r"|if (?:a|the|some|that) (?:car|bus|truck|lorry|train|van) (?:\w+ ){0,6}i (?:\w+ ){0,5}(?:move|care|mind|step back|get out of the way|jump out)|(?:wish|wished) it (?:had been|was|were|could be|would be) me|should have been me(?! (?:who won|who got the))"
        r"|not (?:lift a finger|bother|try|fight|even try) to save myself|(?:envy|jealous of|envious of) (?:\w+ ){0,6}(?:dead|died|dying|the end|terminal|graves?|passed)"
        r"|(?:not care|not mind|past caring|all the same to me|do not care|indifferent) (?:\w+ )?(?:whether|if) i (?:live|lived|die|died|wake|survive|make it|exist|am alive)",
        "hope hoping hopes wish wishing wished pray praying beg begging waiting if should finger save bother envy jealous envious care mind caring same indifferent whether",
        PASSIVE,
        unless=r"interview|exam|the test|competition|promotion|the team|scared|afraid",
    ),
    Rule(
        "passive",
        "Does not want to exist",
        r"(?:like|love|want|prefer|nice|easier|better|rather) (?:to )?(?:\w+ )?(?:not|stop|cease to|quit) exist(?:ing)?(?= )|(?:wish|want|rather|just) (?:i )?(?:could |did |to |just ){0,2}(?:not|stop|cease to) exist|(?:not|never) (?:\w+ )?(?:meant|supposed) to (?:be (?:alive|born|here|in this world)|exist|live)|should (?:not|never) (?:have been born|exist|be alive)|(?:mistake|pity|sorry|shame) (?:that )?i (?:was|am) (?:ever )?(?:born|alive)"
        r"|(?:being alive|living|existing|life|existence) (?:\w+ )?(?:is|feels|seems|has become|became) (?:\w+ ){0,3}(?:punishment|torture|prison|unbearable|curse|sentence|not worth (?:it|living)|too painful to)|not worth (?:living|being alive|staying alive)|life is not worth"
        r"|(?:tired|sick|weary|exhausted|fed up|had enough|bored) (?:of|with) (?:existing|being alive|my life|this life|living(?! (?:with|in|at|like|here|off|from|on))|this world|being on this (?:earth|planet))|(?:reason|reasons) (?:for me |left )?(?:to|why) (?:\w+ )?(?:stay|staying|keep|be|go on|carry on|continue) (?:alive|living|breathing)"
        r"|(?:not see|see no|no|not know) (?:why|reason) (?:\w+ )?i should (?:\w+ )?(?:go on|keep going|carry on|live|stay alive|bother living)|(?:up to me i would not|only (?:alive|living|here|breathing) because|living (?:only |just )?because i have to|staying alive for)"
        r"|(?:want|wanting|need|like|love|going|go) (?:\w+ ){0,2}to (?:just )?sleep (?:for ?ever|for good|and (?:never|not)|\w+ and never)|(?:never|not) (?:have to |want to |ever )?wake up (?:again|any more|ever|tomorrow|one (?:day|morning))|(?:fade|vanish|disappear|slip|melt) (?:away )?(?:\w+ ){0,3}(?:for ?ever|for good|nobody|no one|everyone forget)",
        "exist existing alive born living life existence punishment torture prison unbearable curse tired sick weary exhausted fed enough bored reason reasons why only because sleep wake fade vanish disappear slip melt here live staying worth",
        PASSIVE,
        unless=r"alarm|speech|presentation|embarrass\w*|this party|at work|tired of (?:my life (?:being|revolving|as))|no longer exists?|not exist (?:any more|in|on)|(?:feel|treat\w*|acts?|acting) (?:\w+ )?like i|(?:quiz|meeting|exam)s?",
    ),
    Rule(
        "passive",
        "Does not want to be here",
        r"not (?:really |actually |even )?(?:want|wanting|wanted|wish) to be (?:here|in (?:this|the) world|on (?:this|the) (?:planet|earth))(?= (?:[.,!?;\n…]|any more|any longer|and|but|at all|tonight)| $)",
        "here world planet earth",
        PASSIVE,
        unless=r"party|work|office|school|hospital|ward|this (?:flat|town|city|job|house|country)|holiday|meeting",
    ),
    Rule(
        "burden",
        "Believes that others would be better off without them",
        r"(?:world|everyone|everybody|they|you|you all|family|kids|children|people|mum|husband|wife) (?:\w+ ){0,4}(?:lighter|better|happier|easier|nicer|cope|relieved|manage|glad|fine) (?:\w+ ){0,3}(?:without me|if i (?:was|were|am|did|died|had never|disappeared|vanished)(?: \w+){0,2}|not (?:in it|around))"
        r"|(?:no one|nobody|who) (?:\w+ )?(?:would|will) (?:\w+ )?(?:miss me|notice|care|cry|come to my funeral)(?= (?:if|when|once|[.,!?;\n…]|for))",
        "without if around miss notice care cry funeral",
        PASSIVE,
        also=r"without me|die|died|dead|gone|disappear\w*|vanish\w*|not (?:here|around|exist)|never (?:been )?born|funeral",
        unless=r"went (?:on|to) (?:\w+ )?without me|started without me|(?:party|holiday|quiz|team) without me|leave without me|if i was better",
    ),
)

HARM_WIDER = (
    Rule(
        "self_harm",
        "Speaks of harming themselves",
        rf"(?:marks|cuts|burns|slices|gashes|scratches|wounds) (?:all )?(?:up|down|on|over|across|along) (?:\w+ )?(?:my|both) (?:\w+ )?{_BODY}|my (?:arms?|thighs?|legs?|wrists?|stomach) (?:are|is|look|looks) (?:\w+ )?(?:a mess|shredded|covered|cut up|wrecked|in ribbons)"
        rf"|(?:slic|slit|carv|stab|burn|scald|bruis|punch|pinch|bit|scratch|dig|pull|slam|bang|hit|press|smack|rip|scrap|pick|gash|jab)\w* (?:\w+ ){{0,6}}(?:my|myself) (?:\w+ )?{_BODY}|(?:punch|hit|headbutt)\w* (?:the|a|my) (?:\w+ )?(?:wall|door|mirror)"
        r"|(?:elastic|rubber|hair) bands? (?:\w+ )?(?:on|against)|(?:cigarettes?|fags?|cigs?|lighter|iron|match|matches) (?:\w+ ){0,3}on (?:my|myself)",
        "marks cuts burns slices gashes scratches wounds arms arm thighs legs leg wrists wrist skin stomach belly hips ankles shoulders body hand hands fingers knuckles scalp head face chest wall door mirror bands band myself my",
        ACTIVE,
        HARM,
        also=r"on purpose|deliberate\w*|i meant (?:to|it)|bled|bleed\w*|blood|until|till|urge|felt good|black and blue|relief|deserve\w*|punish\w*|still want|want to (?:make|do)|more of them|again|keep|a mess|shredded|cut up|self harm|release|numb|hid\w* (?:it|them)|sleeves|carv\w+|word",
        unless=rf"{_KITCHEN}|(?:he|she|they|dad|mum|husband|boyfriend|girlfriend|wife|partner|ex|brother|sister) (?:\w+ )?(?:hit|punch\w*|slam\w*|bang\w*|burn\w*|grab\w*|slap\w*)|eczema|itch\w*|stung|headache|migraine|surgery|operation|nail varnish",
    ),
    Rule(
        "self_harm",
        "Speaks of an urge to self-harm, or of having done it",
        r"i (?:\w+ ){0,4}(?:cut|cutting|self harmed|self harming|harmed|harming|sliced|slashed) (?:\w+ ){0,2}(?:again|last night|tonight|yesterday|this morning|after (?:\w+ ){1,3}(?:clean|free))|(?:relapsed?|slipped|went back) (?:\w+ ){0,2}(?:with |to |into |w )?(?:sh|self harm(?:ing)?|cutting|burning|the blade)|relapsed (?:\w+ |, ){0,4}(?:my )?(?:arms?|thighs?|legs?|wrists?)"
        r"|(?:need|want|urge|urges|going|craving|desperate|tempted|itching|dying|trying not|promised? (?:\w+ ){0,4}not|like) (?:\w+ )?to (?:self harm|selfharm|sh|hurt myself|cut myself|cut|burn myself|bleed)(?= (?:[.,!?;\n…]|again|so|really|rn|right|tonight|and|but|my|myself|me)| $)"
        r"|self harm(?:ing)? (?:\w+ )?(?:calling|back|again|tonight|is (?:the|my|all|how)|helps|thoughts|urges)|cutting (?:is|helps|works|makes|feels|calms)|(?:only|all|one) (?:\w+ ){0,6}(?:relief|release|works|helps|calm\w*|peace) (?:\w+ ){0,5}(?:blood|blade|bleed|cut|cutting|pain|razor|hurt)"
        r"|(?:see|watch|seeing|watching) (?:the |my |my own )?blood|deserve (?:the |this |to feel |all the |to be in )?(?:pain|to be hurt|to hurt|to suffer|to bleed)"
        r"|(?:keep|stay|take|kept|get) (?:\w+ )?(?:away from|off|my eyes off|my hands off) (?:the |my )?(?:\w+ )?(?:scissors|razors?|blades?|knife|knives|lighter)|(?:picked|pick|took|take|got|get|found|find|reach\w*|hold|holding|feel|feeling|want|need|miss|missing) (?:\w+ )?(?:up |for |out |hold of )?(?:the|a|my) (?:\w+ )?(?:blades?|razors?|scissors|lighter)(?= (?:[.,!?;\n…]|again|and|after|tonight|on|to|in|right|but))",
        "cut cutting harm harmed harming selfharm sh sliced slashed relapsed relapse slipped bleed blood blade blades razor razors scissors knife knives lighter deserve burning burn hurt",
        ACTIVE,
        HARM,
        unless=rf"{_KITCHEN}|(?:cut|cutting) (?:down|back|off|out|class|ties|contact|grass|hair|weight|carbs|sugar|it fine|corners|me off)|blood (?:test|pressure|sugar|donat\w+)|see (?:the )?blood (?:test|results)|(?:films?|movies?|fainted|faint)|clean shaven",
    ),
)

DESPAIR_RULES = INTENT_WIDER + PASSIVE_WIDER + HARM_WIDER

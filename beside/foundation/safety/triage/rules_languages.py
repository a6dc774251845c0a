# Patterns read best as one alternative a line, however long.
# ruff: noqa: E501
"""A first, small phrase list of our own for Spanish, French, German and Portuguese.

Written without accents, ß as ss and apostrophes dropped, as words.py leaves them. It covers the plainest ways
to say a wish to die, an intent, a plan, a time, a farewell and self-harm; it is no more than a beginning.
"""

from .rules import ACTIVE, GRAVE, HARM, PASSIVE, PLAN, Rule
from .words import word_set

_ES, _FR, _DE, _PT = (frozenset({code}) for code in ("es", "fr", "de", "pt"))

SPANISH = (
    Rule(
        "active",
        "Says they want to die (Spanish)",
        r"(?:quiero|queria|quisiera|deseo|ganas de|pienso en|pensando en|voy a|necesito) (?:\w+ )?(?:matarme|suicidarme|morir|morirme|quitarme la vida|acabar con mi vida|acabar con todo|estar muert[oa]|desaparecer para siempre)"
        r"|no quiero (?:seguir )?(?:viviendo|vivir|estar viv[oa])(?: mas)?|no quiero (?:estar|seguir) (?:mas )?(?:en este mundo|aqui|asi con vida)|pensamientos suicidas|me quiero (?:morir|matar|suicidar)",
        "mundo aqui matarme suicidarme morir morirme vida todo muerto muerta siempre viviendo vivir vivo viva suicidas matar suicidar",
        ACTIVE,
        languages=_ES,
        unless=r"morir(?:me)? de (?:risa|hambre|sed|sueno|verguenza|calor|frio|amor|ganas)|vivir (?:con|en|aqui|solo|sola|asi con)|vida laboral",
    ),
    Rule(
        "intent",
        "Speaks of a plan or a time for their death (Spanish)",
        r"(?:voy a|decidido|decidi) (?:\w+ )?(?:matarme|suicidarme|morir|quitarme la vida|acabar con mi vida|acabar con todo)"
        r"|(?:pastillas|cuerda|soga|pistola) (?:\w+ ){0,3}(?:guardadas?|listas?|preparadas?)|(?:guardad[oa]s?|guardando|juntando|compre|tengo) (?:\w+ ){0,3}(?:pastillas|soga|pistola) (?:\w+ ){0,2}(?:suficientes|guardadas|listas|para)"
        r"|(?:escribi|escrito|escribiendo) (?:\w+ )?cartas?(?= (?:de despedida|para mi|[.!,;\n…]))|carta de despedida|(?:manana|esta noche) (?:\w+ ){0,2}(?:ya no estare|no voy a estar|todo (?:se )?acaba)|ya no estare (?:aqui|manana)|adios a todos",
        "matarme suicidarme morir vida todo pastillas cuerda soga pistola cartas carta manana noche estare adios",
        GRAVE,
        PLAN,
        languages=_ES,
        unless=r"morir(?:me)? de (?:risa|hambre|sed|sueno|verguenza|calor|frio)|oficina|vacaciones|viaje",
    ),
    Rule(
        "passive",
        "Wishes to be dead (Spanish)",
        r"(?:ojala|quisiera|desearia|me gustaria) (?:\w+ ){0,5}(?:no (?:\w+ )?(?:despertara?|despertarme|despertar|existir|existiera|haber nacido)|muert[oa]|muriera)|cansad[oa] de vivir|no (?:le )?(?:veo|tiene|encuentro) sentido (?:a )?(?:vivir|la vida|mi vida)|estarian mejor sin mi|seria mejor (?:no estar|si no estuviera|estar muert[oa])",
        "despertara despertar despertarme existir existiera nacido muerto muerta muriera vivir vida mejor",
        PASSIVE,
        languages=_ES,
    ),
    Rule(
        "self_harm",
        "Speaks of self-harm (Spanish)",
        r"(?:cortarme|me corto|me corte|me he cortado|hacerme dano|me hago dano|autolesion\w*|lastimarme|quemarme)",
        "cortarme corto corte cortado dano lastimarme quemarme autolesion autolesiones autolesionarme autolesione",
        ACTIVE,
        HARM,
        languages=_ES,
        unless=r"pelo|cabello|cocina(?:ndo)?|unas|afeitar",
    ),
)

FRENCH = (
    Rule(
        "active",
        "Says they want to die (French)",
        r"(?:je veux|jai envie de|envie de|je voudrais|je pense a|penser a|pense au|je songe a|besoin de) (?:\w+ )?(?:mourir|me tuer|me suicider|en finir|mettre fin a mes jours|suicide|etre morte?|crever|disparaitre pour toujours)"
        r"|(?:veux|voulais) (?:plus|pas) (?:vivre|etre la|exister)|(?:idees|pensees) (?:suicidaires|noires)|(?:suis|sens) suicidaire|nai plus envie de vivre|plus envie de vivre",
        "mourir tuer suicider finir fin jours suicide mort morte crever disparaitre vivre exister suicidaires suicidaire noires",
        ACTIVE,
        languages=_FR,
        unless=r"mourir de (?:rire|faim|soif|chaud|froid|honte)|en finir avec (?:ce|cette|mon travail|le projet)|vivre (?:avec|ici|chez|a )",
    ),
    Rule(
        "intent",
        "Speaks of a plan or a time for their death (French)",
        r"(?:je vais|decide de|vais) (?:\w+ )?(?:me tuer|me suicider|en finir|mettre fin a mes jours|mourir)|(?:medicaments|cachets|comprimes|corde|pilules) (?:\w+ ){0,3}(?:prets?|pretes?|caches?|de cote)|(?:accumule|garde|mis de cote|achete|prepare) (?:\w+ ){0,3}(?:cachets|comprimes|corde|medicaments)"
        r"|lettres? dadieux?|(?:ecrit|ecris) (?:\w+ ){0,2}lettres?(?= (?:a ma famille|pour ma|a mes|[.!,;\n…]))|demain je ne serai plus|je ne serai plus la|adieu (?:a tous|tout le monde)",
        "tuer suicider finir fin jours mourir medicaments cachets comprimes corde pilules lettre lettres serai adieu",
        GRAVE,
        PLAN,
        languages=_FR,
        unless=r"mourir de (?:rire|faim|soif|chaud|froid|honte)|en finir avec (?:ce|cette)|vacances|bureau|pharmacie",
    ),
    Rule(
        "passive",
        "Wishes to be dead (French)",
        r"(?:jaimerais|je voudrais|jespere|si seulement|envie de) (?:\w+ ){0,6}(?:ne (?:plus|pas|jamais) (?:me )?(?:reveiller|exister|etre nee?)|pas me reveiller|plus me reveiller|plus exister)|fatiguee? de vivre|marre de vivre|(?:mieux|serait mieux) sans moi|aurais (?:prefere|aime) ne (?:jamais|pas) (?:etre )?ne|a quoi bon vivre",
        "reveiller exister nee ne vivre moi",
        PASSIVE,
        languages=_FR,
    ),
    Rule(
        "self_harm",
        "Speaks of self-harm (French)",
        r"(?:me couper|me scarifier|me suis (?:coupee?|scarifiee?|brulee?)|me faire du mal|me fais du mal|automutil\w*|scarification)",
        "couper scarifier coupe coupee scarifie scarifiee brule brulee mal automutilation automutile scarification",
        ACTIVE,
        HARM,
        languages=_FR,
        unless=r"cheveux|cuisin\w+|repass\w+|four",
    ),
)

GERMAN = (
    Rule(
        "active",
        "Says they want to die (German)",
        r"(?:will|mochte|wollte|wunsche mir|wurde gern|wunschte ich ware|ware gern) (?:\w+ ){0,4}(?:sterben|tot sein|tot|nicht mehr leben|mich umbringen|mich toten|nicht mehr da sein|mir das leben nehmen)"
        r"|(?:mich|mir) (?:\w+ ){0,2}(?:umbringen|umzubringen|das leben (?:zu )?nehmen|toten)|(?:suizid|selbstmord)gedanken|suizidal|nicht mehr leben|denke (?:\w+ ){0,3}(?:suizid|selbstmord)",
        "sterben tot leben umbringen umzubringen toten suizidgedanken selbstmordgedanken suizidal suizid selbstmord da",
        ACTIVE,
        languages=_DE,
        unless=r"nicht (?:sterben|umbringen|toten|tot sein)|tot (?:umfallen vor lachen|gelacht)|umbringen wenn (?:er|sie) das",
    ),
    Rule(
        "intent",
        "Speaks of a plan or a time for their death (German)",
        r"(?:werde|heute (?:nacht|abend)|morgen) (?:\w+ ){0,4}(?:mich (?:\w+ )?(?:umbringen|toten)|umbringen|mir das leben nehmen|es beenden|schluss machen|sterben)|bringe? mich (?:\w+ ){0,3}um|abschiedsbriefe?|(?:tabletten|pillen|strick|seil) (?:\w+ ){0,3}(?:gesammelt|gekauft|bereit|bereitgelegt|gehortet|besorgt)"
        r"|(?:weiss|entschieden) (?:, )?(?:genau )?(?:wie|wann|wo) ich es (?:mache|tue|machen werde)|morgen (?:\w+ )?nicht mehr da|ich bin (?:bald|morgen) nicht mehr (?:da|hier)|lebt wohl",
        "umbringen toten leben beenden schluss sterben um abschiedsbrief abschiedsbriefe tabletten pillen strick seil wie wann wo morgen bald wohl",
        GRAVE,
        PLAN,
        languages=_DE,
        unless=r"urlaub|buro|apotheke|arzt|schluss machen mit|mit (?:ihm|ihr) schluss",
    ),
    Rule(
        "passive",
        "Wishes to be dead (German)",
        r"(?:wunschte|wunsche|hoffe|ware schon|am liebsten|wurde gerne?|will) (?:\w+ |, ){0,8}nicht mehr (?:aufwachen|aufzuwachen|da sein|existieren|aufwache)|nie geboren|lebensmude|mude vom leben|kein(?:en)? (?:sinn|grund) (?:mehr )?(?:im leben|zu leben)|besser (?:dran )?ohne mich",
        "aufwachen aufzuwachen aufwache existieren da geboren lebensmude leben mich",
        PASSIVE,
        languages=_DE,
    ),
    Rule(
        "self_harm",
        "Speaks of self-harm (German)",
        r"(?:mich (?:\w+ ){0,3}(?:ritzen|geritzt|schneiden|geschnitten|verletzen|verbrannt)|ritze mich|selbstverletz\w*|verletze mich|schneide mich)",
        "ritzen geritzt schneiden geschnitten verletzen verbrannt ritze selbstverletzung selbstverletzen verletze schneide",
        ACTIVE,
        HARM,
        languages=_DE,
        unless=r"kochen|beim (?:kochen|sport|rasieren)|kuche",
    ),
)

PORTUGUESE = (
    Rule(
        "active",
        "Says they want to die (Portuguese)",
        r"(?:quero|queria|vontade de|pensando em|penso em|desejo|preciso) (?:\w+ )?(?:morrer|me matar|matar me|suicidio|me suicidar|acabar com (?:a )?minha vida|acabar com tudo|estar mort[oa]|tirar (?:a )?minha vida|sumir para sempre)"
        r"|nao (?:quero|queria|aguento) (?:mais )?(?:viver|estar viv[oa]|existir)(?: mais)?|pensamentos suicidas|ideacao suicida",
        "morrer matar suicidio suicidar vida tudo morto morta sempre viver vivo viva existir suicidas suicida",
        ACTIVE,
        languages=_PT,
        unless=r"morrer de (?:rir|fome|sede|calor|frio|vergonha|amor)|viver (?:com|em|aqui|sozinh)",
    ),
    Rule(
        "intent",
        "Speaks of a plan or a time for their death (Portuguese)",
        r"(?:vou|decidi) (?:\w+ )?(?:me matar|morrer|me suicidar|acabar com (?:a )?minha vida|acabar com tudo|tirar (?:a )?minha vida)|(?:remedios|comprimidos|corda|arma|pilulas) (?:\w+ ){0,3}(?:guardad[oa]s?|pront[oa]s?|separad[oa]s?)|(?:guardei|juntei|juntando|comprei|guardando) (?:\w+ ){0,3}(?:comprimidos|corda|remedios)"
        r"|(?:escrevi|escrito) (?:\w+ ){0,2}cartas?(?= (?:de despedida|para|[.!,;\n…]))|carta de despedida|amanha (?:\w+ )?(?:nao estarei|nao vou estar)|nao estarei mais aqui|adeus a todos",
        "matar morrer suicidar vida tudo remedios comprimidos corda arma pilulas carta cartas estarei estar adeus",
        GRAVE,
        PLAN,
        languages=_PT,
        unless=r"morrer de (?:rir|fome|sede|calor|frio|vergonha)|farmacia|ferias|viagem|trabalho",
    ),
    Rule(
        "passive",
        "Wishes to be dead (Portuguese)",
        r"(?:queria|quem dera|gostaria|espero|tomara) (?:\w+ ){0,6}(?:nao (?:\w+ )?(?:acordar|acordasse|existir|ter nascido|existisse)|nunca (?:mais )?(?:acordar|ter nascido|acordasse))|cansad[oa] de viver|nao vejo sentido (?:em|na) (?:viver|vida)|melhor sem mim",
        "acordar acordasse existir existisse nascido viver vida mim",
        PASSIVE,
        languages=_PT,
    ),
    Rule(
        "self_harm",
        "Speaks of self-harm (Portuguese)",
        r"(?:me cortar|me cortei|me corto|me machucar|me machuquei de proposito|automutil\w*|me queimar)",
        "cortar cortei corto machucar machuquei automutilacao automutilar queimar",
        ACTIVE,
        HARM,
        languages=_PT,
        unless=r"cabelo|cozinha\w*|unhas",
    ),
)

LANGUAGE_RULES = SPANISH + FRENCH + GERMAN + PORTUGUESE

STOPWORDS = {
    "en": word_set(
        "the and is to of i my it you that this was for not with have but be so me are just do on in a am what how"
    ),
    "es": word_set("el los las que de no me mi yo es un una por para con pero ya muy esta lo se como estoy hoy"),
    "fr": word_set("le les des que de ne pas je me mon ma est un une pour avec mais plus tres jai suis ce du et"),
    "de": word_set(
        "der die das und ich nicht ist mein meine mir mich ein eine zu mit aber auch so es habe bin war wie"
    ),
    "pt": word_set("o os as que de nao me meu minha eu e um uma por para com mas muito esta hoje estou se do da em"),
}
COVERED = frozenset(STOPWORDS)

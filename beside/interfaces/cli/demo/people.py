"""The invented people of the demo. Nobody here exists."""

from dataclasses import dataclass

from beside.foundation.accounts.models import Role

# Each lived experience: key on the list, stance, comfort (1 to 3), who may see it, own words.
Lived = tuple[str, str, int, str, str]
# Each wish: aspect, value, toward.
Wished = tuple[str, str, str]

ORGANISATION = "The Long Table"
ABOUT = (
    "A peer-run charity on a windy coast. We sit down beside each other and talk,"
    " because most of us once needed somebody to."
)
PASSWORD = "the kettle is on"  # noqa: S105 (printed for every visitor of the demo)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """One invented person. ``since`` counts days before today; ``see`` says what a visitor finds as them."""

    sign_in: str
    name: str
    age: int
    since: int
    see: str
    gender: str = ""
    pronouns: str = ""
    languages: tuple[str, ...] = ("en",)
    zone: str = "Europe/London"
    country: str = "GB"
    theme: str = "system"
    role: Role | None = None
    lived: tuple[Lived, ...] = ()
    wishes: tuple[Wished, ...] = ()


STAFF = (
    Invented(
        sign_in="tern", name="Tern", age=52, since=40, gender="man", pronouns="he/him", role=Role.OPERATOR,
        see="the operator: running the organisation, the list of experiences",
        lived=(
            ("homelessness", "came_through", 3, "members", "Two winters, a long time ago. Ask me anything."),
            ("alcohol", "came_through", 3, "members", "Dry since 2011. I still count, privately."),
        ),
    ),
    Invented(
        sign_in="hawthorn", name="Hawthorn", age=39, since=38, gender="woman", pronouns="she/her",
        languages=("en", "hi"), role=Role.SAFETY_LEAD,
        see="the safety lead: the care desk at /care, with cases open and closed",
        lived=(
            ("health-worker", "came_through", 2, "members", "Nine years on the wards, then I was on one."),
            ("trauma", "came_through", 2, "matches", ""),
        ),
    ),
    Invented(
        sign_in="tamarack", name="Tamarack", age=31, since=35, gender="non_binary", pronouns="they/them",
        languages=("en", "fr"), theme="calm-system", role=Role.MODERATOR,
        see="a moderator: a report waits at /care; calm mode is on",
        lived=(
            ("autism", "living", 3, "members", "Told at 27. It explained the supermarket."),
            ("adhd", "living", 3, "members", ""),
            ("trans", "living", 2, "matches", "Out at home, half out at work."),
            ("burnout", "came_through", 2, "matches", ""),
        ),
    ),
)  # fmt: skip

SUPPORTERS = (
    Invented(
        sign_in="marigold", name="Marigold", age=36, since=34, gender="woman", pronouns="she/her",
        languages=("es", "en"), role=Role.PEER_SUPPORTER,
        see="a peer supporter who is there now, for panic; her long conversation with Pebble",
        lived=(
            ("panic", "came_through", 3, "members", "Four bad years. I know every seat by every door in this town."),
            ("young-parent", "came_through", 3, "members", "She is seventeen now and taller than me."),
            ("migration", "living", 3, "members", "From Valdivia. I came for one year."),
            ("single-parent", "living", 2, "matches", ""),
            ("gambling", "supporting", 1, "nobody", "My father. Not for here."),
        ),
    ),
    Invented(
        sign_in="walnut", name="Walnut", age=58, since=33, gender="man", pronouns="he/him",
        role=Role.PEER_SUPPORTER,
        see="a peer supporter; two conversations, one of them heavy",
        lived=(
            ("veteran", "came_through", 3, "members", "Signals, twenty-two years."),
            ("trauma", "living", 2, "matches", "It is a neighbour now. It used to be the landlord."),
            ("anger", "came_through", 3, "matches", "Mostly doors."),
            ("debt", "came_through", 2, "matches", ""),
            ("sleep", "living", 3, "members", ""),
        ),
    ),
    Invented(
        sign_in="estuary", name="Quiet Estuary", age=67, since=30, gender="man", pronouns="he/him",
        languages=("en", "cy"), role=Role.PEER_SUPPORTER,
        see="a peer supporter: say at /peer that you are here, and you are asked for Lapwing",
        lived=(
            ("carer", "came_through", 3, "members", "My wife, eight years. Mair. I was good at it and bad at it."),
            ("grief", "came_through", 3, "members", "It comes round less often, and stays for tea."),
            ("retired", "living", 3, "members", "Bus mechanic."),
            ("depression", "came_through", 2, "matches", ""),
        ),
    ),
    Invented(
        sign_in="linnet", name="Linnet", age=33, since=28, gender="woman", pronouns="she/her",
        languages=("en", "pl"), role=Role.PEER_SUPPORTER,
        see="a peer supporter; Sorrel has written something she has not read yet",
        lived=(
            ("bipolar", "living", 3, "members", "Steady for three years. I keep a small notebook about it."),
            ("hospital", "came_through", 2, "matches", "Twice. The second time I took my own pillow."),
            ("new-parent", "living", 3, "members", "He is one and a half and wakes the birds."),
            ("psychosis-voices", "came_through", 2, "matches", ""),
        ),
    ),
)  # fmt: skip

MEMBERS = (
    Invented(
        sign_in="pebble", name="Pebble", age=20, since=12, gender="non_binary", pronouns="they/them",
        languages=("en", "es"),
        see="a member: a long conversation with edits, reactions and something taken back",
        lived=(
            ("panic", "living", 3, "matches", "Mostly lectures. Sometimes the post office, for no reason."),
            ("student", "living", 3, "members", "Physics, second year."),
            ("academic-pressure", "living", 2, "matches", ""),
            ("two-cultures", "living", 3, "members", "Mum is from Vigo."),
            ("lgbtq", "living", 2, "matches", ""),
        ),
        wishes=(("topic", "panic", "rather"),),
    ),
    Invented(
        sign_in="driftwood", name="Driftwood", age=34, since=8, gender="man", pronouns="he/him",
        languages=("en", "pt"),
        see="a member: a new father, writing at five in the morning",
        lived=(
            ("new-parent", "living", 3, "matches", "Eleven weeks in."),
            ("depression", "living", 2, "matches", "I did not know what to call it."),
            ("sleep", "living", 3, "members", ""),
            ("work-stress", "living", 2, "matches", ""),
        ),
    ),
    Invented(
        sign_in="larch", name="Northern Larch", age=41, since=11, gender="man",
        see="a member: a few words at a time, with another who served",
        lived=(
            ("veteran", "came_through", 2, "matches", "Engineers, fourteen years."),
            ("divorce", "living", 2, "matches", ""),
            ("anger", "living", 2, "matches", ""),
        ),
        wishes=(("gender", "man", "rather"), ("age_band", "18_25", "rather_not")),
    ),
    Invented(
        sign_in="sorrel", name="Sorrel", age=26, since=6, gender="woman", pronouns="she/her",
        languages=("en", "ur"),
        see="a member: home from hospital; her last words are not read yet",
        lived=(
            ("psychosis-voices", "living", 2, "matches", "Quieter."),
            ("hospital", "living", 2, "matches", "Home three weeks."),
            ("two-cultures", "living", 3, "members", ""),
            ("faith", "living", 3, "members", ""),
        ),
        wishes=(("gender", "woman", "rather"),),
    ),
    Invented(
        sign_in="fennel", name="Fennel", age=63, since=18, gender="woman", pronouns="she/her", theme="light",
        see="a member: an ended conversation she has said a word about, and an appointment",
        lived=(
            ("carer", "living", 3, "matches", "Mother is ninety-one and was never a patient woman."),
            ("chronic-pain", "living", 2, "matches", "Hips."),
            ("loneliness", "living", 2, "nobody", ""),
        ),
    ),
    Invented(
        sign_in="moss", name="Moss", age=45, since=7, gender="man", zone="Europe/Dublin", country="IE",
        languages=("en", "ga"),
        see="a member: a hard night and the day after; the desk sees one message of it",
        lived=(
            ("self-employed", "living", 2, "matches", "Forty-one cattle and a dog with opinions."),
            ("debt", "living", 1, "matches", ""),
            ("depression", "living", 1, "matches", ""),
            ("rural", "living", 3, "members", ""),
        ),
    ),
    Invented(
        sign_in="kettle", name="Copper Kettle", age=38, since=9, gender="man", pronouns="he/him",
        see="a member: someone ended a conversation with him, and said why to the desk",
        lived=(
            ("gambling", "living", 2, "matches", "Eleven weeks without."),
            ("loneliness", "living", 2, "matches", ""),
            ("divorce", "came_through", 1, "nobody", ""),
        ),
    ),
    Invented(
        sign_in="lapwing", name="Lapwing", age=20, since=2, gender="man", pronouns="he/him",
        languages=("uk", "en"),
        see="a member who is waiting for someone right now",
        lived=(
            ("grief", "living", 2, "matches", "My father, in March."),
            ("war", "living", 1, "nobody", ""),
            ("migration", "living", 2, "matches", "From Kharkiv, with my aunt."),
            ("student", "living", 3, "members", "First year. Nursing."),
        ),
    ),
)  # fmt: skip

EVERYONE = (*STAFF, *SUPPORTERS, *MEMBERS)

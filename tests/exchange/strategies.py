"""Programmes that nobody would think of, drawn from the declarations of the nouns."""

import datetime
import string

from hypothesis import strategies as st

from destraba.exchange import kinds
from destraba.exchange.nouns import PROGRAMME, SECTIONS
from destraba.exchange.nouns.evidence import Evidence
from destraba.exchange.nouns.figures import Behind
from destraba.exchange.nouns.programme import Facts, Kinds, Rungs, Weights
from destraba.exchange.nouns.quantity import Days, Quantity
from destraba.exchange.nouns.roadmaps import PROBLEM, Content
from destraba.exchange.nouns.team import Conversation
from destraba.kit.vocabulary import Criterion, TeamCriterion

SLUG = st.text(string.ascii_lowercase + string.digits + "-_", min_size=1, max_size=8)
LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
# What a careless writer of YAML gets wrong.
ODD = st.sampled_from(
    [
        *("unknown", "yes", "no", "2015", "010101", "2026-02-03", "null", "~", "1.5", "1e3", "0x1"),
        *("a: b", "- x", "#", "<<", "''", '"', "|", ">", "*a", "&a", "%a", "@a", "`a"),
        *("línea uno\nlínea dos\n", "  sangrado\n y otro", "\n x", "x\n \n", "\tx\n", "fin \n"),
        *("\n", " \n", "\n\n", "\r\n", "\x85", "\u2028x", "\ufeff", "😀"),
    ]
)
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)).map(str)
MOMENTS = st.builds("{} {}".format, DAYS, st.times())
PLAIN_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(LETTERS, max_size=9) | ODD,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(SLUG, inner, max_size=2),
    max_leaves=5,
)
SIZES = {"people": 4, "organizations": 4, "territories": 3, "mesas": 3}


def texts(kind):
    most = min(kind.schema["maxLength"], 40)
    found = st.one_of(st.text(LETTERS, max_size=most), ODD.filter(lambda text: len(text) <= most))
    return found.filter(str.strip) if "minLength" in kind.schema else found


def values(draw, kind, named):
    """A plain value of a kind, or None when it needs what there is none of."""
    if isinstance(kind, kinds.Ref):
        there = named.get(kind.section, [])
        return draw(st.sampled_from(there)) if there else None
    if isinstance(kind, kinds.Refs):
        there = named.get(kind.one.section, [])
        return draw(st.lists(st.sampled_from(there), unique=True)) if there else None
    schema = kind.schema
    if "enum" in schema:
        return draw(st.sampled_from(schema["enum"]))
    if isinstance(kind, kinds.Codes):
        return draw(st.lists(st.sampled_from(schema["items"]["enum"]), unique=True, max_size=3))
    drawn = {
        kinds.Number: lambda: st.integers(schema["minimum"], min(schema["maximum"], 400)),
        kinds.Flag: st.booleans,
        kinds.Day: lambda: DAYS,
        kinds.PartialDate: lambda: st.sampled_from(["2015", "2015-09", "2015-09-30"]),
        kinds.Moment: lambda: st.one_of(MOMENTS, MOMENTS.map("{}+05:30".format), DAYS),
        kinds.Span: lambda: st.sampled_from(["PT5M", "PT1H2M3.5S"]),
        kinds.Anything: lambda: st.dictionaries(SLUG, PLAIN_JSON, max_size=3),
        Facts: lambda: st.lists(facts(), max_size=2, unique_by=lambda fact: fact["ref"]),
        Evidence: lambda: documents(named),
        Conversation: lambda: st.dictionaries(
            st.sampled_from(TeamCriterion.values), texts(kinds.Text(must=True)), max_size=2
        ),
        Content: roadmaps,
        Behind: figures,
        Rungs: lambda: st.lists(
            st.fixed_dictionaries(
                {"name": texts(kinds.Text(80, must=True)), "days": st.integers(1, 366)}
            ),
            max_size=2,
        ),
        Kinds: lambda: st.lists(texts(kinds.Text(80, must=True)), unique=True, max_size=3),
        Weights: lambda: st.dictionaries(
            st.sampled_from(Criterion.values), st.integers(0, 5), max_size=3
        ),
        Quantity: lambda: st.one_of(st.integers(-9, 10**9), st.sampled_from([0.5, -2.25, 1e-4])),
        Days: lambda: st.lists(DAYS, unique=True, max_size=3),
    }
    if type(kind) in drawn:
        return draw(drawn[type(kind)]())
    if "format" in schema or schema.get("pattern", r"\S") != r"\S":
        known = {"uri": "https://ejemplo.test/a?b=1", "time-zone": "America/Santiago"}
        return known.get(schema.get("format"), "PE")
    return draw(texts(kind))


@st.composite
def facts(draw):
    fact = {"ref": draw(SLUG), "text": draw(texts(kinds.Text(must=True)))}
    on = draw(st.sampled_from([None, "2015", "2015-09", "unknown"]))
    return {**fact, **({"on": on} if on else {}), **draw(sources())}


def roadmaps():
    """Of the many data of a problem, those whose shape is their own."""
    told = PROBLEM["properties"]
    space = st.fixed_dictionaries({"authority": st.sampled_from(["", "wide"]), "ability_why": ODD})
    problem = st.fixed_dictionaries(
        {"title": st.just("Traba"), "change_space": st.none() | space},
        optional={
            "ref": SLUG,
            "pace": st.sampled_from(told["pace"]["enum"]),
            "deficits": st.lists(st.sampled_from(told["deficits"]["items"]["enum"]), max_size=2),
            "next_step": texts(kinds.Text()),
            "stage": st.sampled_from(told["stage"]["enum"]),
            "next_due_on": st.sampled_from(["", "2026-12-01"]),
        },
    )
    advice = st.fixed_dictionaries({"signal": st.just("R03"), "why": texts(kinds.Text())})
    return st.fixed_dictionaries(
        {"focus": st.lists(problem, max_size=2)},
        optional={
            "waiting": st.lists(problem, max_size=1),
            "set_aside": st.lists(advice, max_size=1),
        },
    )


def figures():
    """By figure, what was behind it; one that no version of ours knows, too."""
    row = st.fixed_dictionaries(
        {"ref": SLUG, "title": texts(kinds.Text(must=True)), "mesa": st.just("Mesa")}
    )
    codes = st.sampled_from(["solved", "late", "another_one"])
    return st.dictionaries(codes, st.lists(row, max_size=2), max_size=2)


@st.composite
def documents(draw, named):
    ref = draw(SLUG)
    told = {"ref": ref, "name": "informe.pdf", "sha256": ref.encode().hex().ljust(64, "0")}
    return {**told, **({"size": 9, "at": "2024-01-02"} if draw(st.booleans()) else {})}


@st.composite
def sources(draw):
    found = draw(st.one_of(st.none(), st.sampled_from(["W1", ["W2", "W3"], "S-3b"])))
    return {"source": found} if found else {}


@st.composite
def records(draw, noun, named, fixed=None, skip=()):
    """A record of a noun: some data left out, some unknown, some with their source."""
    told = dict(fixed or {})
    for field in noun.fields:
        if field.name in told or field.name in skip:
            continue
        hows = ["left", "said", "said", "unknown", "sourced"]
        how = draw(st.sampled_from(hows if noun.is_sourced else hows[:2]))
        if field.must and how in ("left", "unknown"):
            how = "said"
        if how == "left":
            continue
        value = values(draw, field.kind, named) if how != "unknown" else "unknown"
        if value is None:
            continue
        if value == "unknown" and how != "unknown" and noun.is_sourced:
            value = {"value": value, "known": True}
        told[field.name] = value if how != "sourced" else with_source(draw, value)
    return {**told, **(draw(sources()) if noun.is_sourced else {})}


def with_source(draw, value):
    if isinstance(value, dict) and "known" in value:
        return {**value, "source": "W9"}
    return {"value": value, **draw(sources())}


@st.composite
def programmes(draw):
    """A whole programme file, sound by its making."""
    told, named = {"format": "destraba/1"}, {}
    for section in SECTIONS:
        sizes = st.integers(0, SIZES.get(section.name, 3))
        keys = [f"{section.name[:2]}{n}" for n in range(draw(sizes))]
        if section.name == "territories":
            keys = [f"iso:{key}" for key in keys]
        named[section.name] = keys
    for section in SECTIONS:
        told[section.name] = [
            draw(whole_record(section, key, named)) for key in named[section.name]
        ]
        told[section.name] = [each for each in told[section.name] if is_possible(section, each)]
        named[section.name] = [
            key
            for key in named[section.name]
            if key in {key_of(each) for each in told[section.name]}
        ]
    hang_together(told["causes"])
    go_on_in_another(told["problems"])
    told["elevations"] = [each for each in told["elevations"] if is_about_one(each, told)]
    for guideline in told["guidelines"]:
        stay_in_its_mesa(guideline, told["problems"])
    told["referrals"] = [each for each in told["referrals"] if is_of_another(each)]
    if draw(st.booleans()):
        told["programme"] = draw(records(PROGRAMME, named))
    return told


def hang_together(causes):
    """A cause explains one of its own problem."""
    problems = {each["ref"]: plain(each["problem"]) for each in causes}
    for each in causes:
        above = plain(each.get("parent"))
        if above in problems and problems[above] != problems[each["ref"]]:
            del each["parent"]


def go_on_in_another(problems):
    """A problem is not merged into itself, nor born of itself."""
    for each in problems:
        for name in ("merged_into", "split_from"):
            if plain(each.get(name)) == each["ref"]:
                del each[name]


def is_about_one(elevation, told):
    """Of one thing, and of its mesa; without a thing there is no elevation."""
    for name in ("problem", "commitment"):
        about = plain(elevation.get(name))
        found = [each for each in told[f"{name}s"] if each["ref"] == about]
        if found:
            other = {"problem": "commitment", "commitment": "problem"}[name]
            elevation.pop(other, None)
            elevation["mesa"] = found[0]["mesa"]
            return True
    return False


def stay_in_its_mesa(guideline, problems):
    """What the high level proposed is, if anything, a problem of the mesa it went to."""
    about = plain(guideline.get("problem"))
    found = [each for each in problems if each["ref"] == about]
    if found:
        guideline["mesa"] = found[0]["mesa"]


def is_of_another(referral):
    """A problem does not hang from itself."""
    return plain(referral.get("national_problem")) != plain(referral["problem"])


def key_of(record):
    return record.get("ref") or f"{record['scheme']}:{record['code']}"


def is_possible(noun, record):
    return all(field.name in record for field in noun.fields if field.must)


@st.composite
def whole_record(draw, noun, key, named):
    # Rows refer to earlier sections, and to earlier rows of their own: never in a circle.
    seen = {**named, noun.name: named[noun.name][: named[noun.name].index(key)]}
    seen = {name: keys for name, keys in seen.items() if name not in later_than(noun)}
    record = draw(records(noun, seen, fixed(noun, key), skip=SKIPPED.get(noun.name, ())))
    put_terms_in_order(record)
    if not is_possible(noun, record):
        return record
    for part in noun.parts:
        record[part.name] = draw(lists(part, key, seen, record))
    if noun.name == "meetings":
        items = named.setdefault("items", [])
        items.extend(f"{key}#{n}" for n, _item in enumerate(record["items"], 1))
    if noun.name == "candidates":
        become_a_mesa(record, key, seen)
    if noun.name == "commitments":
        agree(record)
    return record


def become_a_mesa(record, key, named):
    """No two candidates become the same mesa."""
    own = [each for each in named["mesas"] if each[2:] == key[2:]]
    if "mesa" in record:
        record["mesa"] = own[0] if own else "unknown"


def later_than(noun):
    names = [each.name for each in SECTIONS]
    return names[names.index(noun.name) + 1 :]


# What is unique among all, or follows from the rest, is not left to chance.
SKIPPED = {
    "organizations": ("acronym",),
    "people": ("email",),
    "commitments": ("state",),
    "options": ("state",),
}


def fixed(noun, key):
    if noun.name == "territories":
        scheme, code = key.split(":")
        return {"scheme": scheme, "code": code}
    more = {
        "organizations": {"name": f"Organización {key}", "acronym": f"S-{key}"},
        "people": {"email": f"{key}@ejemplo.test"},
        "meetings": {"number": int(key[2:]) + 1},
        # One open term in the team for each person.
        "team": {"until_on": "2101-01-01"},
        "roadmap_revisions": {"number": int(key[2:]) + 1},
    }
    if noun.name == "options":
        # Of those that compete for a problem, one is the chosen one.
        states = ["chosen", "proposed", "set_aside", "replaced"]
        more["options"] = {"state": states[min(int(key[2:]), 3)]}
    return {"ref": key, **more.get(noun.name, {})}


@st.composite
def lists(draw, part, key, named, record):
    if draw(st.integers(0, 9)) == 0:
        return "unknown" if part.name not in ("items", "fulfilments", "withdrawals") else []
    found = []
    for n in range(draw(st.integers(0, 2))):
        fixed = {"name": f"Antes {key} {n}"} if part.name == "names" else {}
        if "acronym" in part.data:
            fixed["acronym"] = ""
        if part.name == "entrustings":
            # Followed up by one mesa once at a time.
            fixed = {"until_on": f"2101-01-0{n + 1}"}
        if part.name == "roles":
            fixed = {"since_on": f"2020-01-0{n + 1}"}
        each = draw(records(part, named, fixed))
        put_terms_in_order(each)
        if not is_possible(part, each) or any(same(part, each, other) for other in found):
            continue
        for inner in part.parts:
            each[inner.name] = draw(lists(inner, f"{key}#{n}", named, each))
        if plain(each.get("state")) == "current":
            each.pop("state")
        found.append(each)
    return found


def put_terms_in_order(record):
    """None ends before it begins."""
    days = [plain(record.get(name)) for name in ("since_on", "until_on")]
    if all(days) and "unknown" not in days and str(days[1]) < str(days[0]):
        record["since_on"], record["until_on"] = record["until_on"], record["since_on"]


def same(part, one, other):
    return bool(part.once) and all(
        plain(one.get(name)) == plain(other.get(name)) for name in part.once
    )


def plain(value):
    return value["value"] if isinstance(value, dict) and "value" in value else value


def agree(record):
    """At most one fact stands, and the state is what it gives."""
    facts = [record[name] for name in ("fulfilments", "withdrawals")]
    for each in [each for told in facts if isinstance(told, list) for each in told]:
        each["undone_at"] = "2024-05-05 10:00"
    if not facts[0] or record.get("due_on") == "unknown":
        record["state"] = "open" if facts[0] or facts[1] else "withdrawn"
    else:
        facts[0][-1].pop("undone_at")

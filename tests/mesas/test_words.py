"""Every verb that somebody records has its sentence, and every sentence its verb."""

import ast
from pathlib import Path

import destraba
from destraba.mesas.words import SMALL, WORDS

PACKAGE = Path(destraba.__file__).parent


def _recorded():
    trees = [ast.parse(path.read_text()) for path in PACKAGE.rglob("*.py")]
    nouns = {
        node.name: node
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    names = {name.lower() for name, noun in nouns.items() if _is_tracked(noun, nouns)}
    return set().union(
        *(
            {
                verb.replace(f"{noun.name.lower()}.", f"{heir}.")
                for verb in _verbs_of(noun, names, nouns)
            }
            for noun in nouns.values()
            for heir in _heirs_of(noun, nouns)
        )
    )


def _heirs_of(noun, nouns):
    """What an abstract class records is recorded by those made from it, at whatever remove."""
    made = [other for other in nouns.values() if noun.name in _bases_of(other)]
    return set().union(*(_heirs_of(other, nouns) for other in made)) or {noun.name.lower()}


def _bases_of(noun):
    return {base.id for base in noun.bases if isinstance(base, ast.Name)} - {noun.name}


def _is_tracked(noun, nouns):
    """Its changes are told: a variable that is called like it is one of them."""
    bases = _bases_of(noun)
    return "Tracked" in bases or any(_is_tracked(nouns[base], nouns) for base in bases & set(nouns))


def _verbs_of(noun, names, nouns):
    """What a class records: `record("made")`, or `record(verb)` with the verb of its callers."""
    told = set()
    passing_on = {"record": 0} | _functions_that_pass_a_verb_on(noun, nouns)
    for call in ast.walk(noun):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        of, place = call.func.value, passing_on.get(call.func.attr)
        whose = of.id if isinstance(of, ast.Name) and of.id in names else noun.name.lower()
        if place is not None and isinstance(call.args[place], ast.Constant):
            told.add(f"{whose}.{call.args[place].value}")
    return told


def _functions_that_pass_a_verb_on(noun, nouns):
    """Its own, and those of the classes that it is made from."""
    functions = [node for node in ast.walk(noun) if isinstance(node, ast.FunctionDef)]
    arguments = {node.name: [each.arg for each in node.args.args] for node in functions}
    found = {}
    for base in _bases_of(noun) & set(nouns):
        found |= _functions_that_pass_a_verb_on(nouns[base], nouns)
    return found | {
        name: given.index("verb") - 1
        for name, given in arguments.items()
        if "verb" in given and name != "record"
    }


def test_every_verb_that_is_recorded_has_its_words():
    recorded = _recorded()

    assert {"commitment.made", "problem.solved"} <= recorded
    assert recorded - set(WORDS) == set()


def test_no_words_are_left_for_a_verb_that_nobody_records():
    assert set(WORDS) - _recorded() == set()


def test_small_steps_are_verbs_too():
    told = {verb for verb in SMALL if not verb.endswith(".imported")}

    assert set(WORDS) >= told

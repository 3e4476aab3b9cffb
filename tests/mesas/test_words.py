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
    names = {name.lower() for name in nouns}
    return set().union(
        *(
            {verb.replace(f"{noun.name.lower()}.", f"{heir}.") for verb in _verbs_of(noun, names)}
            for noun in nouns.values()
            for heir in _heirs_of(noun, nouns)
        )
    )


def _heirs_of(noun, nouns):
    """What an abstract class records is recorded by those made from it."""
    heirs = {
        name.lower()
        for name, other in nouns.items()
        if any(isinstance(base, ast.Name) and base.id == noun.name for base in other.bases)
    }
    return heirs or {noun.name.lower()}


def _verbs_of(noun, names):
    """What a class records: `record("made")`, or `record(verb)` with the verb of its callers."""
    told = set()
    passing_on = _functions_that_pass_a_verb_on(noun)
    for call in ast.walk(noun):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        of, place = call.func.value, passing_on.get(call.func.attr)
        whose = of.id if isinstance(of, ast.Name) and of.id in names else noun.name.lower()
        if call.func.attr == "record" and isinstance(call.args[0], ast.Constant):
            told.add(f"{whose}.{call.args[0].value}")
        elif place is not None:
            told.add(f"{whose}.{call.args[place].value}")
    return told


def _functions_that_pass_a_verb_on(noun):
    functions = [node for node in ast.walk(noun) if isinstance(node, ast.FunctionDef)]
    arguments = {node.name: [each.arg for each in node.args.args] for node in functions}
    return {
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

"""What a source calls a state is read in our words; what is no code stays as it was said."""

from pathlib import Path

import yaml

from destraba.web.components.reported import CODES, reported

HISTORY = Path(__file__).parents[3] / "examples" / "historia.yaml"


def test_a_code_is_read_in_words_and_other_words_stay():
    assert reported("in_operation") == "en operación"
    assert reported("a la firma") == "a la firma"


def test_every_code_of_the_real_cases_has_its_words():
    problems = yaml.safe_load(HISTORY.read_text())["problems"]
    told = {each.get("reported_state") for each in problems} - {None, "unknown"}

    assert told
    assert told <= CODES.keys()

import csv
import io

import pytest

from destraba.kit.sheet import MARK, neutral, to_csv


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@suma", "\t=1", "  =1", "\u00a0=1", "\n=1"])
def test_no_cell_is_a_formula(cell):
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "ley 29763", "2015-09", "a=b", "DS 020-2015"])
def test_any_other_stays_as_it_is(cell):
    assert neutral(cell) == cell


def test_rows_come_back_as_they_were():
    text = to_csv(["tipo", "título"], [["ley", 'Dice "así"\ny así'], [None, 3]])

    assert text.startswith(MARK)
    rows = list(csv.reader(io.StringIO(text.removeprefix(MARK))))
    assert rows == [["tipo", "título"], ["ley", 'Dice "así"\ny así'], ["", "3"]]

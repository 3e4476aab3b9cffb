import json, pytest, datetime, difflib
from tests.conftest import NOON
from hypothesis import HealthCheck, Phase, given, settings
from tests.exchange.strategies import programmes
from tests.exchange.test_round_trip import an_empty_database, bring, sent, to_json
import os


@pytest.mark.django_db
@settings(
    max_examples=int(os.environ.get("N", "40")),
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
    report_multiple_bugs=False,
    database=None,
)
@given(programmes())
def test_fuzz(programme):
    with an_empty_database():
        try:
            bring(json.dumps(programme))
        except Exception:
            open("/tmp/exchange/bad.json", "w").write(
                json.dumps(programme, indent=1, ensure_ascii=False)
            )
            raise
        first, as_json = sent(), "".join(to_json())
        open("/tmp/exchange/first.yaml", "w").write(first)
        again = bring(first, at=NOON + datetime.timedelta(days=1))
        if not again.is_idle:
            print(
                "NOT IDLE",
                [(x.path, x.is_new, x.changes) for x in again.every() if x.is_new or x.changes],
            )
    with an_empty_database():
        bring(first)
        second = sent()
    with an_empty_database():
        bring(as_json)
        third = sent()
    open("/tmp/exchange/second.yaml", "w").write(second)
    assert again.is_idle
    if second != first:
        print(
            "DIFF", list(difflib.unified_diff(first.splitlines(), second.splitlines(), lineterm=""))
        )
    assert second.splitlines() == first.splitlines()
    assert third == first

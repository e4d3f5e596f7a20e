"""A check for schemathesis: a server refuses what its document forbids, and nothing that the document allows.

Most servers refuse by a status from 400 on. Some answer 200 and tell in a result code, so what a refusal is comes from
the document: `x-envelope` of the call, which says where its code stands, and `x-result-codes`, which says what it means.
Whether a request is allowed is judged by what was sent, and not by what schemathesis set out to break: much of that is
in order again by the time it is text in a query.
"""

import atexit
import json
import os
from collections import Counter
from pathlib import Path

import schemathesis
from schemathesis.core.failures import ServerError
from schemathesis.generation.meta import REQUEST_SHAPE_PROBES, coverage_scenario

from refusals.answer import Answer
from refusals.call import Call, Chance
from refusals.request import Request

# What is known to differ, and why.
KNOWN = json.loads(Path(__file__).with_name("known.json").read_text())[os.environ["JUDGED_API"]]
MET = set()

COUNTED = Counter()
TRIED = set()
CARRIED_OUT = set()

# What `means` says of a refusal for the sake of the request's own words, and not of what the server has.
OF_THE_REQUEST = {"bad_request", "missing_key", "broken_key"}


@atexit.register
def write_counts():
    counts = {
        "cases": COUNTED,
        "never carried out": sorted(TRIED - CARRIED_OUT),
        "known and not met": [known for place, known in enumerate(KNOWN) if place not in MET],
    }
    Path("counted.json").write_text(json.dumps(counts))


@schemathesis.hook
def before_call(context, case, kwargs):
    """Has requests name what there is, and nobody go where an answer leads."""
    kwargs["allow_redirects"] = False
    call = Call.of(case.operation.path, case.operation.method)
    has_body = isinstance(case.body, (dict, list))
    chance = Chance((case.path_parameters, case.query, case.body if has_body else None))
    if has_body:
        case.body = chance.one_of(call.seeded_bodies(), call.sensible(case.body, chance))
    case.query = call.sensible(case.query, chance)
    case.path_parameters = call.sensible(case.path_parameters, chance)


@schemathesis.hook
def filter_case(context, case):
    """Of two calls with one address, a fixed value tells which is meant. Without it, it is the other one."""
    call = Call.of(case.operation.path, case.operation.method)
    return "#" not in call.path or all((case.query or {}).get(name) == value for name, value in call.fixed())


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """A server error that is known is none."""
    if not isinstance(failure, ServerError):
        return True
    call = Call.of(case.operation.path, case.operation.method)
    return not is_known(call, "server error", Answer(call, response))


def is_known(call, finding, answer):
    """Whether `known.json` has a finding with its reason."""
    for place, known in enumerate(KNOWN):
        is_same = known["finding"] == finding and known["answer"] == answer.code
        if is_same and call.name in known["calls"] and known.get("says", "") in answer.text:
            MET.add(place)
            return True
    return False


@schemathesis.check
def refusals(ctx, response, case):
    if response.request.method != case.operation.method.upper():
        return
    # A content type that nobody declared is taken by servers that look at the body alone.
    if coverage_scenario(case) in REQUEST_SHAPE_PROBES:
        return
    call = Call.of(case.operation.path, case.operation.method)
    request, answer = Request(call, response.request, case), Answer(call, response)
    wrong = request.wrongs()
    TRIED.add(call.name)
    if answer.meaning == "success":
        CARRIED_OUT.add(call.name)
    if not wrong:
        COUNTED[f"allowed, {answer.words()}"] += 1
        assert answer.meaning not in OF_THE_REQUEST or is_known(call, "refused though allowed", answer), (
            f"The document allows this request, and {answer.code!r} refuses it: {answer.text[:200]}"
        )
        return
    if not request.wrongs(is_lenient=True):
        COUNTED["forbidden for the kind of a value or a blank alone, which servers may overlook"] += 1
        return
    COUNTED[f"forbidden, {answer.words()}"] += 1
    told = "; ".join(str(each) for each in wrong)
    assert answer.meaning != "success" or is_known(call, "carried out though forbidden", answer), (
        f"The document forbids this request, and it was carried out: {told}"
    )
    names = {name for each in wrong for name in each.names}
    is_right = {"broken_key": answer.code in names, "missing_key": any(each.is_missing for each in wrong)}
    assert is_right.get(answer.meaning, True) or is_known(call, "refused though allowed", answer), (
        f"{answer.code!r} refuses this request, and what is wrong with it is: {told}"
    )

"""The response itself, as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from jsonschema import Draft202012Validator

from lgq_tui.core.interview import Interview
from lgq_tui.core.schema import response_schema
from lgq_tui.exports.json import written
from lgq_tui.session.exporting import chosen, order_of, public_of
from lgq_tui.storage import responses, seal
from lgq_tui.storage.definitions import load, shipped
from tests.exports.tables import order

KUALA_LUMPUR = Path(__file__).parents[2] / "examples" / "kuala-lumpur.response.yaml"
LGQ = load(shipped())
WHOLE = responses.read(KUALA_LUMPUR, LGQ)


def test_it_says_what_the_file_says(tmp_path: Path) -> None:
    content = written(order(Interview(LGQ, WHOLE)))
    assert content == written(order(Interview(LGQ, WHOLE)))
    path = tmp_path / "kl.json"
    path.write_bytes(content)
    again = responses.read(path, LGQ)
    assert seal.digest_of(again) == seal.digest_of(WHOLE)
    assert seal.breach(again) is None
    assert content.startswith(b'{\n  "format": "lgq-response/1",\n')


def test_of_the_journal_nothing_is_said() -> None:
    sealed = {"digest": seal.digest_of(WHOLE), "seq": 4, "event": "x", "rest": "y"}
    content = written(order(Interview(LGQ, WHOLE._replace(seal=sealed))))
    assert json.loads(content)["seal"] == {"digest": sealed["digest"]}


def test_the_copy_for_the_public_is_valid_and_sealed_anew() -> None:
    document = json.loads(written(order(Interview(LGQ, public_of(LGQ, WHOLE)))))
    errors = Draft202012Validator(response_schema(LGQ)).iter_errors(document)
    assert [error.message for error in errors] == []
    assert "example.org" not in str(document)
    assert document["missing"]["contact.name"] == "masked"
    assert seal.breach(responses.parse(Path("x.json"), json.dumps(document).encode())) is None


def test_many_are_a_list_of_what_each_file_says(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.response.yaml").write_bytes(KUALA_LUMPUR.read_bytes())
    # Of a folder, the second one would be left out as a copy.
    found = chosen(sorted(tmp_path.iterdir()), LGQ, public=True).responses
    documents = json.loads(written(order_of(LGQ, found, public=True, many=True)))
    alone = json.loads(written(order(Interview(LGQ, public_of(LGQ, WHOLE)))))
    assert documents == [alone, alone]

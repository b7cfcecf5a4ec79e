"""Configurations as JSON: round trip, and every bad value refused in one sentence."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from engine.config import SCHEMA, ExperimentConfig, from_json, parse_value, read_config, to_json
from engine.config.json_text import MAX_FILE_BYTES
from engine.text import EngineError
from tests.engine.config.strategies import configs


@given(config=configs())
def test_json_round_trip(config: ExperimentConfig) -> None:
    text = to_json(config)
    assert from_json(text) == config
    assert to_json(from_json(text)) == text
    assert from_json(text.encode()) == config


def test_text_is_indented_with_the_schema_first() -> None:
    text = to_json(ExperimentConfig())
    assert text.startswith('{\n  "schema": 1,\n  "data": {\n')
    assert text.endswith("}\n")
    assert json.loads(text)["training"]["batch_size"] == "full"


@pytest.mark.parametrize(
    "text", ["{}", '{"schema": 1}', '{"data": {}}', '{"training": {"steps": 100.0}}', " {} "]
)
def test_what_is_missing_defaults(text: str) -> None:
    assert from_json(text) == ExperimentConfig()


def test_whole_numbers_serve_for_fractions_and_lists_for_widths() -> None:
    config = from_json('{"optimizer": {"learning_rate": 1}, "model": {"width": [4, 2]}}')
    assert config.optimizer.learning_rate == 1.0
    assert isinstance(config.optimizer.learning_rate, float)
    assert config.model.width == (4, 2)


# (section, key, bad value, what the sentence says beside the field's name)
BAD: list[tuple[str, str, str, str]] = [
    ("data", "name", '"disk"', "did you mean disc?"),
    ("data", "name", "5", "choose one of"),
    ("data", "name", '["disc"]', "which is unknown"),
    ("data", "samples", "1", "between 2 and 10000000"),
    ("data", "samples", "10.5", "must be a whole number"),
    ("data", "samples", '"many"', "must be a whole number"),
    ("data", "samples", "1" + "0" * 400, "must be a"),
    ("data", "noise", "-0.1", "between 0 and 100"),
    ("data", "noise", "true", "must be a number"),
    ("data", "noise", "null", "give it a value"),
    ("data", "seed", "-1", "between 0 and"),
    ("data", "seed", "9223372036854775808", "between 0 and"),
    ("data", "seed", "[]", "must be a whole number"),
    ("data", "train_share", "0", "greater than 0 and at most 1"),
    ("data", "train_share", "1.01", "greater than 0 and at most 1"),
    ("data", "scaling", '"standardise"', "did you mean standardize?"),
    ("data", "params", "[]", "must be an object of parameters"),
    ("data", "params", '{"factor": 0.3}', "has no parameters"),
    ("model", "hidden_layers", "-1", "between 0 and 100"),
    ("model", "hidden_layers", "101", "between 0 and 100"),
    ("model", "hidden_layers", "1e9", "between 0 and 100"),
    ("model", "width", "0", "between 1 and 2048"),
    ("model", "width", "2049", "between 1 and 2048"),
    ("model", "width", '"wide"', "must be a whole number"),
    ("model", "width", "null", "give it a value"),
    ("model", "width", "[4, 0]", "width[1] is 0"),
    ("model", "width", '[4, "x"]', "width[1] is 'x'"),
    ("model", "width", json.dumps([2] * 101), "lists 101 layers"),
    ("model", "activation", '"RELU"', "which is unknown"),
    ("model", "activation", '"rellu"', "did you mean relu?"),
    ("model", "activation_params", '{"negative_slope": 0.2}', "ReLU has no parameters"),
    ("model", "output_activation", '"softmax"', "which is unknown"),
    ("init", "weights", '"kaiming"', "did you mean kaiming_"),
    ("init", "weights_params", '{"gain": 2}', "remove 'gain'"),
    ("init", "biases", '"zero"', "did you mean zeros?"),
    ("init", "output", '"sam"', "did you mean same?"),
    ("loss", "name", '"cross-entropy"', "did you mean cross_entropy?"),
    ("loss", "params", '{"delta": 1}', "nothing takes it"),
    ("optimizer", "name", '"Adam"', "did you mean adam?"),
    ("optimizer", "learning_rate", "-0.01", "between 0 and 1000000"),
    ("optimizer", "learning_rate", '"fast"', "must be a number"),
    ("optimizer", "learning_rate", "1e7", "between 0 and 1000000"),
    ("optimizer", "learning_rate", "null", "give it a value"),
    ("optimizer", "weight_decay", "-1", "between 0 and 1000"),
    ("optimizer", "clip_norm", "0", "greater than 0"),
    ("optimizer", "clip_value", "-1", "greater than 0"),
    ("optimizer", "params", '{"beta1": 1}', "params.beta1 is 1"),
    ("optimizer", "params", '{"momentum": 0.5}', "Adam has no parameter 'momentum'"),
    ("schedule", "name", '"cosin"', "did you mean cosine?"),
    ("training", "batch_size", "0", "between 1 and 10000000"),
    ("training", "batch_size", "1.5", "must be a whole number"),
    ("training", "batch_size", '"all"', "a whole number or full"),
    ("training", "batch_size", "null", "give it a value"),
    ("training", "steps", "0", "between 1 and 1000000000000"),
    ("training", "steps", "-5", "between 1 and 1000000000000"),
    ("training", "stream", "-1", "between 0 and 10000"),
    ("training", "device", '"gpu"', "give cpu, cuda"),
    ("training", "device", '"cpu:1"', "give cpu, cuda"),
    ("training", "device", "0", "give cpu, cuda"),
    ("training", "dtype", '"float16"', "did you mean float"),
    ("training", "threads", "0", "between 1 and 256"),
]


def refusal(text: str | bytes) -> EngineError:
    with pytest.raises(EngineError) as caught:
        from_json(text)
    told = str(caught.value)
    assert told.endswith((".", "?"))
    assert "\n" not in told
    return caught.value


@pytest.mark.parametrize(("section", "key", "value", "why"), BAD)
def test_bad_values_are_refused_in_one_sentence(
    section: str, key: str, value: str, why: str
) -> None:
    error = refusal(f'{{"{section}": {{"{key}": {value}}}}}')
    assert error.field is not None
    assert error.field.startswith(f"{section}.{key}")
    told = str(error)
    assert told.startswith(f"{section}.{key}")
    assert why in told


UNKNOWN = [
    ('{"optimiser": {}}', "optimiser", "did you mean optimizer?"),
    ('{"optimizer": {"lerning_rate": 1}}', "optimizer.lerning_rate", "optimizer.learning_rate?"),
    ('{"model": {"depth": 3}}', "model.depth", "The configuration has no field model.depth"),
    ('{"model": {"activation_params.alpha": 1}}', "model.activation_params.alpha", "remove it."),
    ('{"Ω": 1}', "Ω", "remove it."),
    ('{"steps": 5}', "steps", "did you mean training.steps?"),
    ('{"lr": 5}', "lr", "did you mean optimizer.learning_rate?"),
    ('{"optimizer": {"lr": 1}}', "optimizer.lr", "did you mean optimizer.learning_rate?"),
]


@pytest.mark.parametrize(("text", "field", "why"), UNKNOWN)
def test_unknown_fields_are_refused_by_name(text: str, field: str, why: str) -> None:
    error = refusal(text)
    assert error.field == field
    assert field in str(error)
    assert why in str(error)


TWICE = [
    ('{"optimizer": {"learning_rate": 1, "learning_rate": 2}}', "'learning_rate'"),
    ('{"data": {}, "model": {}, "data": {}}', "'data'"),
    ('{"schema": 1, "schema": 1}', "'schema'"),
    ('{"data": {"params": {"path": "a", "path": "b"}}}', "'path'"),
    (b'\xef\xbb\xbf{"a": 1, "a": 1}', "'a'"),
]


@pytest.mark.parametrize(("text", "name"), TWICE)
def test_a_name_that_comes_twice_is_refused(text: str | bytes, name: str) -> None:
    told = str(refusal(text))
    assert told == f"The configuration gives {name} more than once; keep one of them."


NOT_JSON = ["", "{", "nul", "{'a': 1}", '{"training": {"steps": 5,}}', b"\xff\xfe{}",
            "[" * 100_000, "9" * 5000, '{"data": {"name": "\\ud800"}}']  # fmt: skip


@pytest.mark.parametrize("text", NOT_JSON, ids=lambda text: repr(text)[:20])
def test_what_is_no_json_is_refused(text: str | bytes) -> None:
    told = str(refusal(text))
    assert told.startswith("The configuration is not valid JSON: ")
    for word in ("char", "codec", "Expecting", "recursion", "digits", "surrogate"):
        assert word not in told  # Python's words


@pytest.mark.parametrize(("text", "where"), [
    ("", "line 1, column 1"), ("{\n  'a': 1}", "line 2, column 3"), ("{", "line 1, column 2"),
    ("[" * 100_000, "too deeply"), (b"\xff{}", "UTF-8"), ("9" * 5000, "too long"),
])  # fmt: skip
def test_it_is_told_where_json_ceases(text: str | bytes, where: str) -> None:
    assert where in str(refusal(text))


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e400", "-1e400"])
@pytest.mark.parametrize("field", ["optimizer.learning_rate", "training.steps", "data.seed"])
def test_numbers_that_are_not_finite_are_refused_by_name(field: str, value: str) -> None:
    section, name = field.split(".")
    error = refusal(f'{{"{section}": {{"{name}": {value}}}}}')
    assert error.field == field
    assert str(error).startswith(f"{field} is ")


@pytest.mark.parametrize("text", ["[]", "5", '"x"', "null", "true"])
def test_json_that_is_no_object_is_refused(text: str) -> None:
    assert "one JSON object" in str(refusal(text))


@pytest.mark.parametrize("text", ['{"data": []}', '{"data": 5}', '{"data": null}'])
def test_sections_must_be_objects(text: str) -> None:
    assert str(refusal(text)).startswith("data must be a JSON object")


@pytest.mark.parametrize("schema", ["2", "99", "123456789012345678901234567890"])
def test_a_configuration_from_the_future_is_refused(schema: str) -> None:
    error = refusal(f'{{"schema": {schema}, "data": {{"tomorrow": 1}}}}')
    assert error.field == "schema"
    assert "newer version" in str(error)
    assert schema in str(error)


@pytest.mark.parametrize("schema", ["0", "-1", '"1"', "true", "null", "1.0"])
def test_a_schema_that_is_none_is_refused(schema: str) -> None:
    error = refusal(f'{{"schema": {schema}}}')
    assert error.field == "schema"
    assert str(error).endswith(f"it must be {SCHEMA}.")


# --- files ----------------------------------------------------------------------------------------


def test_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text('{"training": {"steps": 7}}', encoding="utf-8")
    assert read_config(path).training.steps == 7


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_bytes(b"\xef\xbb\xbf" + b'{"training": {"steps": 7}}')
    assert read_config(path).training.steps == 7


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device here")
def test_a_device_without_end_is_refused() -> None:
    with pytest.raises(EngineError, match="too large"):
        read_config(Path("/dev/zero"))


@pytest.mark.parametrize(
    ("content", "why", "field"),
    [
        (b"{", "not valid JSON", None),
        (b'{"training": {"steps": 0}}', "training.steps is 0", "training.steps"),
        (b" " * (MAX_FILE_BYTES + 1), "too large", None),
        (None, "cannot be read: there is no such file", None),
    ],
)
def test_what_is_wrong_in_a_file_names_the_file(
    tmp_path: Path, content: bytes | None, why: str, field: str | None
) -> None:
    path = tmp_path / "a {strange} name.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(EngineError) as caught:
        read_config(path)
    assert str(caught.value).startswith(str(path))
    assert why in str(caught.value)
    assert caught.value.field == field


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EngineError) as caught:
        read_config(tmp_path)
    assert str(tmp_path) in str(caught.value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.1", 0.1),
        ("32", 32),
        ("full", "full"),
        ("null", None),
        ("[4, 2]", [4, 2]),
        ('{"alpha": 1}', {"alpha": 1}),
        ('"cpu"', "cpu"),
        ("true", True),
        ("a b", "a b"),
        ("", ""),
        ("1e400", math.inf),
        ("nan", "nan"),
    ],
)
def test_values_of_the_command_line(text: str, value: Any) -> None:
    assert parse_value(text) == value
    assert type(parse_value(text)) is type(value)


@pytest.mark.parametrize(("text", "value"), [("1e400", math.inf), ("-2.5E+999", -math.inf)])
def test_numbers_too_large_for_a_float_stay_numbers(text: str, value: float) -> None:
    assert parse_value(text) == value


@pytest.mark.parametrize("text", ["1e400x", "e400", "0x1e400", "1e", "infinity", "nan"])
def test_text_like_a_number_stays_text(text: str) -> None:
    assert parse_value(text) == text

"""The base of all groups of settings: reads its own declarations and checks its values."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec
from msgspec import UNSET

from engine.config.fields import Field, check_parameters
from engine.table import Row

Parameters = dict[str, Any]


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """A group of fields; constructing one checks every value in it.

    A section called `OptimizerConfig` holds the fields `optimizer.…` of the configuration.
    """

    def __post_init__(self) -> None:
        for each in section_fields(type(self)):
            value = getattr(self, each.name)
            if each.declaration.kind != "parameters" and value is not UNSET:
                msgspec.structs.force_setattr(self, each.name, each.check(value))
        for each in section_fields(type(self)):
            if each.declaration.kind == "parameters":
                given = check_parameters(self.row_of(each), getattr(self, each.name), each.path)
                msgspec.structs.force_setattr(self, each.name, given)

    def row_of(self, parameters: Field) -> Row | None:
        """Return the row whose parameters the field `parameters` of this section holds."""
        table = parameters.declaration.table
        key = getattr(self, parameters.declaration.row_field)
        return None if table is None else table.get(key)


@cache
def section_fields(section: type[Section]) -> tuple[Field, ...]:
    """Return the declared fields of a section, in their order."""
    prefix = section.__name__.removesuffix("Config").lower()
    declared = {each.name: each.default for each in msgspec.structs.fields(section)}
    found = []
    for name, hint in get_type_hints(section, include_extras=True).items():
        if get_origin(hint) is not Annotated:
            continue
        meta = next(each for each in get_args(hint)[1:] if isinstance(each, msgspec.Meta))
        default = declared[name]
        found.append(
            Field(
                path=f"{prefix}.{name}",
                default={} if default is msgspec.NODEFAULT else default,
                declaration=(meta.extra or {})["declaration"],
            )
        )
    return tuple(found)

"""Numbers, flags and lists that take nothing which merely looks like one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import fields

from contracts.rpc.digits import latin_digits
from contracts.rpc.texts import refused


class Whole(fields.Integer):
    """A whole number with bounds. `from_text` also understands digits of any script (queries)."""

    def __init__(
        self,
        *,
        least: int,
        most: int,
        from_text: bool = False,
        metadata: Mapping[str, Any] | None = None,
        **rest: Any,
    ) -> None:
        self.least, self.most, self.from_text = least, most, from_text
        super().__init__(
            metadata={"minimum": least, "maximum": most, **(metadata or {})},
            error_messages={"invalid": "not_a_whole_number"},
            **rest,
        )

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if self.from_text and isinstance(value, str):
            digits = latin_digits(value)
            value = int(digits) if re.fullmatch(r"[0-9]{1,9}", digits) else value
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.make_error("invalid")
        if not self.least <= value <= self.most:
            raise refused("out_of_range", minimum=self.least, maximum=self.most)
        return value


class Flag(fields.Boolean):
    """True or false, and nothing that merely looks like it."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(error_messages={"invalid": "not_true_or_false"}, **rest)

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value


class Several(fields.List[Any]):
    """A list with bounds on its length; `distinct` refuses what is there twice."""

    def __init__(
        self,
        inner: Any,
        *,
        fewest: int = 0,
        most: int = 100,
        distinct: bool = False,
        metadata: Mapping[str, Any] | None = None,
        **rest: Any,
    ) -> None:
        self.fewest, self.most, self.distinct = fewest, most, distinct
        schema: dict[str, Any] = {"minItems": fewest, "maxItems": most}
        if distinct:
            schema["uniqueItems"] = True
        super().__init__(
            inner,
            metadata={**schema, **(metadata or {})},
            error_messages={"invalid": "not_a_list"},
            **rest,
        )

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if isinstance(value, list) and not self.fewest <= len(value) <= self.most:
            raise refused("wrong_count", minimum=self.fewest, maximum=self.most)
        items = super()._deserialize(value, attr, data, **kwargs)
        if self.distinct and any(each in items[:index] for index, each in enumerate(items)):
            raise refused("not_distinct")
        return items

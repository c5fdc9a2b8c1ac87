"""Mobile numbers of every country, also for fuzzers: a schema only names their format."""

from __future__ import annotations

import phonenumbers
import schemathesis
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat, PhoneNumberType

from contracts.rpc.fields import Mobile


def _of(region: str) -> str | None:
    number = phonenumbers.example_number_for_type(region, PhoneNumberType.MOBILE)
    return None if number is None else phonenumbers.format_number(number, PhoneNumberFormat.E164)


OF_THE_WORLD = sorted(
    number for each in phonenumbers.SUPPORTED_REGIONS if (number := _of(each)) is not None
)
"""One of each country, as it is kept."""

WRITTEN = st.one_of(
    st.sampled_from(OF_THE_WORLD),
    st.from_regex("(0|962|00962|[+]962)79[0-9]{7}", fullmatch=True),
)

schemathesis.openapi.format(Mobile.form, WRITTEN)

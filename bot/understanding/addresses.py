"""E-mail addresses, telephone numbers and LinkedIn profiles as people type them."""

import re

from bot.understanding.reading import Problem
from bot.understanding.text import tidy

LONGEST = 320
"""Characters of an address: 64 before the @ and 255 after it (RFC 3696, erratum 1690)."""
FEWEST_DIGITS, MOST_DIGITS = 5, 15
"""Digits of a telephone number: the longest by ITU-T E.164; shorter ones are in use within companies."""
_NUMBER = re.compile(r"\+?[\d\s()./-]+(?:(?:ext|x|#)\.?\s?\d{1,6})?", re.IGNORECASE)
_PROFILE = re.compile(
    r"(?:https?://)?(?:[a-z]{2,3}\.)?linkedin\.com/(in|pub|company)/([\w%.-]+)/?(?:[?#]\S*)?",
    re.IGNORECASE,
)


def read_email(text: str) -> str | Problem:
    """Read an e-mail address; nobody is asked whether its domain exists.

    Returns:
        The address as it is usually written, or `invalid_email`.
    """
    typed = tidy(text[: 2 * LONGEST]).strip(" <>,;").removeprefix("mailto:")
    if not typed or len(typed) > LONGEST:
        return Problem("invalid_email", typed[:LONGEST])
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - 40 ms at first

    try:
        # `.test` is as good as any: what counts here is that it was not mistyped.
        found = validate_email(typed, check_deliverability=False, test_environment=True)
    except (EmailNotValidError, UnicodeError):
        return Problem("invalid_email", typed)
    return found.normalized


def read_phone(text: str, country: str | None = None) -> str | Problem:
    """Read a telephone number.

    Args:
        text: As typed: "030 901820", "+49 (0)30/901820", "555-0100 ext 12".
        country: ISO 3166 alpha-2 in which a number without a country code is dialled.

    Returns:
        The number in international form where it can be told, as typed where it cannot but may well be one,
        or `invalid_phone`.
    """
    typed = tidy(text[:LONGEST]).strip(" ,;").removeprefix("tel:")
    digits = sum(one.isdigit() for one in typed)
    if not _NUMBER.fullmatch(typed) or not FEWEST_DIGITS <= digits <= MOST_DIGITS + 6:
        return Problem("invalid_phone", typed)
    import phonenumbers  # noqa: PLC0415 - 70 ms at first

    # "+49 (0)30": the zero is dialled at home only.
    try:
        number = phonenumbers.parse(
            typed.replace("(0)", " ") if typed.startswith("+") else typed, country
        )
    except phonenumbers.NumberParseException:
        return typed if digits <= MOST_DIGITS else Problem("invalid_phone", typed)
    # A local number has no international form: who dials it knows the town.
    if (
        phonenumbers.is_possible_number_with_reason(number)
        != phonenumbers.ValidationResult.IS_POSSIBLE
    ):
        return typed if digits <= MOST_DIGITS else Problem("invalid_phone", typed)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def read_linkedin(text: str) -> str | Problem:
    """Read the address of a LinkedIn profile: "linkedin.com/in/dana-smith" in any spelling."""
    typed = tidy(text[:LONGEST]).strip(" <>,;")
    found = _PROFILE.fullmatch(typed)
    if found is None:
        return Problem("invalid_linkedin", typed)
    return f"https://www.linkedin.com/{found[1].casefold()}/{found[2]}"

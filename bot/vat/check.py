"""What `comptoir vat check` says about a number."""

from __future__ import annotations

from bot.domain.vat import VatNumber, VatRegister, parse_vat_number


async def check(
    number: str, register: VatRegister | None, default_country: str | None = None
) -> dict[str, str | bool | None]:
    """Checks format and check digits, and asks the register where there is one.

    Args:
        number: in any usual spelling.
        register: None asks nobody ("--offline").
        default_country: ISO code of the country of a number without a prefix.

    Returns:
        `number` (compact where it could be read), `format_valid`, `vies` (valid, invalid, unknown
        or not_asked) and `consultation_number`; where there is such a thing also `problem` and
        `country` (of a wrong format), `name`, `address`, `fault` and `asked_at` (ISO 8601, UTC).
    """
    read = parse_vat_number(number, default_country)
    report: dict[str, str | bool | None] = {
        "number": str(read) if isinstance(read, VatNumber) else number.strip(),
        "format_valid": isinstance(read, VatNumber),
        "vies": "not_asked",
        "consultation_number": None,
    }
    if not isinstance(read, VatNumber):
        details = {"problem": read.flaw.value, "country": read.country}
    elif register is None:
        details = {}
    else:
        evidence = await register.ask(str(read))
        report["vies"] = evidence.outcome.value
        report["consultation_number"] = evidence.consultation_number
        details = {
            "name": evidence.name,
            "address": evidence.address,
            "fault": evidence.fault,
            "asked_at": evidence.asked_at.isoformat(),
        }
    return report | {key: value for key, value in details.items() if value is not None}

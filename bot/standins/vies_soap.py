"""The SOAP of VIES, on the side of the server: questions read, answers and faults written."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from lxml import etree

from bot.standins.vies_world import Verdict
from bot.vat.faults import Fault
from bot.vat.soap import TYPES_NAMESPACE

ENVELOPE_NAMESPACE = "http://schemas.xmlsoap.org/soap/envelope/"

_IDENTIFIER_BYTES = 9


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked.

    Attributes:
        approx: by `checkVatApprox`, else by `checkVat`.
        requester: compact number of who asks; empty where none was given.
    """

    approx: bool
    prefix: str
    body: str
    requester: str


def read_question(content: bytes) -> Question | None:
    """The question in a SOAP envelope; None where there is none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        envelope = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
    for operation in ("checkVat", "checkVatApprox"):
        asked = envelope.find(f"{{{ENVELOPE_NAMESPACE}}}Body/{{{TYPES_NAMESPACE}}}{operation}")
        if asked is not None:
            texts = {etree.QName(field).localname: (field.text or "").strip() for field in asked}
            return Question(
                approx=operation == "checkVatApprox",
                prefix=texts.get("countryCode", ""),
                body=texts.get("vatNumber", ""),
                requester=texts.get("requesterCountryCode", "")
                + texts.get("requesterVatNumber", ""),
            )
    return None


def write_answer(question: Question, verdict: Verdict, today: date) -> bytes:
    """The answer, with a consultation number where somebody asked in their own name."""
    name = verdict.trader.name or "---"
    address = verdict.trader.address or "---"
    fields = {
        "countryCode": question.prefix,
        "vatNumber": question.body,
        "requestDate": f"{today.isoformat()}+01:00",
        "valid": "true" if verdict.valid else "false",
    }
    if question.approx:
        identifier = f"WAPI{secrets.token_urlsafe(_IDENTIFIER_BYTES)}"
        fields |= {
            "traderName": name,
            "traderCompanyType": "---",
            "traderAddress": address,
            "requestIdentifier": identifier if question.requester else "",
        }
    else:
        fields |= {"name": name, "address": address}
    envelope, body = _envelope()
    operation = "checkVatApproxResponse" if question.approx else "checkVatResponse"
    answer = etree.SubElement(body, f"{{{TYPES_NAMESPACE}}}{operation}")
    for key, text in fields.items():
        etree.SubElement(answer, f"{{{TYPES_NAMESPACE}}}{key}").text = text
    return etree.tostring(envelope, xml_declaration=True, encoding="UTF-8")


def write_fault(fault: Fault) -> bytes:
    """A SOAP fault that names why there is no answer."""
    envelope, body = _envelope()
    node = etree.SubElement(body, f"{{{ENVELOPE_NAMESPACE}}}Fault")
    etree.SubElement(node, "faultcode").text = "env:Server"
    etree.SubElement(node, "faultstring").text = fault.value
    return etree.tostring(envelope, xml_declaration=True, encoding="UTF-8")


def _envelope() -> tuple[etree._Element, etree._Element]:
    envelope = etree.Element(
        f"{{{ENVELOPE_NAMESPACE}}}Envelope",
        nsmap={"env": ENVELOPE_NAMESPACE, "ns2": TYPES_NAMESPACE},
    )
    return envelope, etree.SubElement(envelope, f"{{{ENVELOPE_NAMESPACE}}}Body")

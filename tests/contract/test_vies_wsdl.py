"""Our WSDL says what the European Commission's says."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from bot.vat.soap import WSDL

PUBLISHED = Path(__file__).parents[3] / "shared/data/vies/checkVatService.wsdl"
XS = "{http://www.w3.org/2001/XMLSchema}"
W = "{http://schemas.xmlsoap.org/wsdl/}"
SOAP = "{http://schemas.xmlsoap.org/wsdl/soap/}"


@pytest.fixture(scope="module")
def ours() -> Any:
    return etree.fromstring(WSDL.read_bytes())


@pytest.fixture(scope="module")
def theirs() -> Any:
    if not PUBLISHED.exists():
        pytest.skip("the Commission's WSDL is not beside this clone (../shared/data/vies)")
    return etree.fromstring(PUBLISHED.read_bytes())


def name(node: Any, attribute: str) -> str:
    """An attribute's qualified name with its prefix resolved, so that prefixes may differ."""
    prefix, colon, local = node.get(attribute).rpartition(":")
    return f"{{{node.nsmap[prefix]}}}{local}" if colon else local


def elements(wsdl: Any) -> dict[str, list[tuple[str, ...]]]:
    """Element to its fields in order: name, type, least and most occurrences, nillable."""
    return {
        element.get("name"): [
            (
                field.get("name"),
                name(field, "type"),
                field.get("minOccurs", "1"),
                field.get("maxOccurs", "1"),
                field.get("nillable", "false"),
            )
            for field in element.iter(f"{XS}element")
            if field is not element
        ]
        for element in wsdl.findall(f"{W}types/{XS}schema/{XS}element")
    }


def simple_types(wsdl: Any) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    return {
        kind.get("name"): (
            name(kind.find(f"{XS}restriction"), "base"),
            [
                (facet.tag, facet.get("value"))
                for facet in kind.find(f"{XS}restriction").iterchildren(
                    "{*}pattern", "{*}enumeration"
                )
            ],
        )
        for kind in wsdl.iter(f"{XS}simpleType")
    }


def schema(wsdl: Any) -> dict[str, str]:
    return dict(wsdl.find(f"{W}types/{XS}schema").attrib)


def messages(wsdl: Any) -> dict[str, list[tuple[str, str]]]:
    return {
        message.get("name"): [
            (part.get("name"), name(part, "element")) for part in message.findall(f"{W}part")
        ]
        for message in wsdl.findall(f"{W}message")
    }


def operations(wsdl: Any) -> dict[str, list[tuple[str, str, str]]]:
    return {
        operation.get("name"): [
            (way.tag, way.get("name"), name(way, "message"))
            for way in operation.iterchildren(f"{W}input", f"{W}output", f"{W}fault")
        ]
        for operation in wsdl.findall(f"{W}portType/{W}operation")
    }


def binding(wsdl: Any) -> list[tuple[str, dict[str, str]]]:
    """Everything of the binding that says how a call looks on the wire."""
    bound = wsdl.find(f"{W}binding")
    nodes = bound.iter(f"{SOAP}binding", f"{SOAP}operation", f"{SOAP}body", f"{W}operation")
    return [(bound.get("name"), {})] + [(node.tag, dict(node.attrib)) for node in nodes]


@pytest.mark.parametrize(
    "part",
    [elements, simple_types, schema, messages, operations, binding],
    ids=lambda f: f.__name__,
)
def test_each_part_of_the_contract_is_the_same(part: Any, ours: Any, theirs: Any) -> None:
    said = part(theirs)
    assert said
    assert part(ours) == said
    assert ours.get("targetNamespace") == theirs.get("targetNamespace")

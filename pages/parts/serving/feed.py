"""What is new, for feed readers: an entry a publication, with the figures it brought."""

from collections.abc import Sequence
from xml.etree import ElementTree as Xml

from etl.exporting.export import links, public_url
from etl.releasing.diff import summary
from etl.releasing.releases import Publication
from pages.parts.released import between

ATOM = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 20
MOST_FIGURES = 30  # named in one entry


def atom(log: Sequence[Publication]) -> bytes:
    """An Atom feed of the log of publications, the latest first."""
    Xml.register_namespace("", ATOM)
    root = Xml.Element(f"{{{ATOM}}}feed")
    _add(root, "id", f"{public_url()}/feed.xml")
    _add(root, "title", "实绩看板 · Shiji")
    _add(root, "updated", log[0].at if log else "1970-01-01T00:00:00+00:00")
    Xml.SubElement(root, f"{{{ATOM}}}link", {"rel": "self", "href": f"{public_url()}/feed.xml"})
    _add(Xml.SubElement(root, f"{{{ATOM}}}author"), "name", "Shiji")
    for publication, before in zip(log[:MOST_ENTRIES], [*log[1:], None], strict=False):
        _entry(root, publication, before)
    return bytes(Xml.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(root: Xml.Element, publication: Publication, before: Publication | None) -> None:
    entry = Xml.SubElement(root, f"{{{ATOM}}}entry")
    _add(entry, "id", f"{public_url()}/releases/{publication.sequence}-{publication.release}")
    _add(entry, "title", f"{publication.release} · {publication.reason}")
    _add(entry, "updated", publication.at)
    Xml.SubElement(entry, f"{{{ATOM}}}link", {"href": f"{public_url()}/"})
    _add(entry, "content", _changes(publication, before))


def _changes(publication: Publication, before: Publication | None) -> str:
    """How many figures came, went and changed, then each new one with its link."""
    changes = between(before.release, publication.release) if before else None
    if changes is None:
        return publication.reason
    counts = ", ".join(f"{n} {change}" for change, n in summary(changes).items())
    added = changes[changes["change"] == "added"].head(MOST_FIGURES)
    named = zip(added["after"], links(added["figure"].tolist()), strict=True)
    return "\n".join([counts, *(f"{printed} {link}" for printed, link in named)])


def _add(parent: Xml.Element, name: str, text: str) -> None:
    """A text element; what XML cannot hold, or has no shape, is left out."""
    shaped = "".join(sign for sign in text if sign.isprintable() or sign == "\n")
    Xml.SubElement(parent, f"{{{ATOM}}}{name}").text = shaped

"""Why a number is proposed as it is, in the reader's words."""

from etl.drafts import Entry
from pages.curation.work import Work
from pages.parts import frame


def show(work: Work, entry: Entry) -> None:
    """Why it is proposed so, and how sure that is."""
    said = [work.say("curation.review.sure", sure=f"{entry.confidence:.0%}")]
    for name, because in entry.because.items():
        said.append(
            work.say(
                "curation.review.because", field=work.say(f"curation.field.{name}"), because=evidence(work, because)
            )
        )
    frame.remark(work.say("curation.review.why", said=work.say("frame.apart").join(said)))


def evidence(work: Work, because: str) -> str:
    """Words of evidence in the reader's language: what kind of evidence, then the words of the text."""
    kind, colon, words = because.partition(": ")
    known = {
        "credit": "credit",
        "article": "article",
        "sentence": "sentence",
        "paragraph": "paragraph",
        "words": "words",
        "not in units.yaml": "new",
        "measure word": "measure",
        "unit": "unit",
        "meant before": "meant",
    }
    if kind.startswith("like "):
        return work.say("curation.because.like", figure=kind.removeprefix("like "), words=words)
    if kind in known and (colon or kind in ("measure word", "unit")):
        return work.say(f"curation.because.{known[kind]}", words=words)
    return work.say("curation.because.other", words=because)

"""Why a number is proposed as it is, in the reader's words."""

from etl.drafting.drafts import Entry
from etl.scanning import grounds
from pages.curation.work import Work
from pages.parts import frame


def sure(work: Work, entry: Entry) -> str:
    """How sure what is proposed is, as the end of a line; nothing where a person has said it."""
    if entry.state != "undecided" or entry.confidence == 1:
        return ""
    return work.say("frame.apart") + work.say("curation.review.sure", sure=f"{entry.confidence:.0%}")


def show(work: Work, entry: Entry) -> None:
    """Why it is proposed so; of what a person has said, nothing."""
    said = [
        work.say("curation.review.because", field=work.say(f"curation.field.{name}"), because=evidence(work, because))
        for name, because in entry.because.items()
    ]
    if said:
        frame.remark(work.say("curation.review.why", said=work.say("frame.apart").join(said)))


def evidence(work: Work, because: str) -> str:
    """Words of evidence in the reader's language: what kind of evidence, then the words of the text."""
    kind, words = grounds.read(because)
    return work.say(f"curation.because.{kind}", words=words)

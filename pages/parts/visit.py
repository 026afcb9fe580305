"""One run of one page for one reader: what it is asked for, what it shows, and the words and names it is told in."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from etl.query import Choice
from etl.tables import Row, Tables
from pages.parts import choice
from pages.parts.kept import kept
from pages.parts.released import Released
from pages.parts.text import Language, counted, say
from pages.parts.visitors import account
from pages.parts.visitors.rights import Curator


@dataclass(frozen=True)
class Visit:
    """One run of one page for one reader."""

    page: str
    lang: Language
    said: choice.Said
    released: Released
    pages: Mapping[str, st.Page]
    dark: bool = False
    curator: Curator | None = None

    @property
    def tables(self) -> Tables:
        """The tables of the release shown."""
        return self.released.tables

    @property
    def release(self) -> str:
        """The id of the release shown."""
        return self.released.publication.release

    @property
    def preview(self) -> bool:
        """Whether an unpublished draft is shown instead: nothing of it is to be cited or taken away."""
        return self.said.one(choice.PREVIEW) is not None

    @cached_property
    def choice(self) -> Choice:
        """The figures asked for."""
        return self.said.choice()

    @cached_property
    def indicator(self) -> str:
        """The indicator asked for, else the one that the choice, or failing that all, has most figures of."""
        if (asked := self.said.one("indicator")) is not None:
            return asked
        return _most_told(self.tables, self.choice)

    def say(self, key: str, **values: object) -> str:
        """A sentence in the reader's language."""
        return say(self.lang, key, **values)

    def who(self, name: str) -> str:
        """Who did something, as readers are told it."""
        return account.called(self.lang, name)

    def count(self, noun: str, n: int) -> str:
        """A number of things: 37 figures, 37 个数字."""
        return counted(self.lang, noun, n)

    def name(self, table: str, key: str) -> str:
        """The name of a unit, indicator, measure or theme; the title of an issue or article."""
        row = self.row(table, key)
        return str(row["title"] if "title" in row else row[f"name_{self.lang}"])

    def row(self, table: str, key: str) -> Row:
        """One row of a table by its key."""
        return choice.rows_by_key(self.tables, table)[key]


@kept(most=64)
def _most_told(tables: Tables, chosen: Choice) -> str:
    """The indicator that a choice, or failing that all, has most figures of."""
    rows = choice.rows(tables, chosen)
    figures = tables["figures"] if rows.empty else rows
    return str(figures["indicator"].value_counts(sort=False).idxmax())

"""What an entry of a registry says, as controls of a form: filled in, they are its YAML tree."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_args

import streamlit as st
from pydantic import BaseModel, ValidationError

from etl.curating.records import Better, Dimension, Indicator, IndicatorKind, Measure, Unit, UnitKind
from pages.curation.registries import measure_names, names, unit_names
from pages.curation.work import Work
from pages.parts.text import listed

SHAPES: Mapping[str, type[BaseModel]] = {"units": Unit, "indicators": Indicator, "measures": Measure}
HELP = ("indicator-kind", "better", "adds_over")  # fields whose names do not say enough
BETWEEN = re.compile(r"[、,，;；|\s]+")  # the words of a list


@dataclass(frozen=True)
class Controls:
    """Controls that begin with what an entry says so far; `key` tells them from those of another form."""

    work: Work
    key: str
    said: Mapping[str, Any]


def entry(controls: Controls, registry: str, beside: Callable[[str], None]) -> dict[str, Any]:
    """All of an entry; `beside` shows what goes with its Chinese name, as it is typed, before all else is asked."""
    said = controls.said.get("name", {})
    zh, en = side_by_side(
        lambda: text(controls, "name_zh", said.get("zh", ""), live=True),
        lambda: text(controls, "name_en", said.get("en", "")),
    )
    beside(zh)
    rest = {"units": _unit, "indicators": _indicator, "measures": _measure}[registry](controls)
    return {"name": {"zh": zh, "en": en}} | {name: value for name, value in rest.items() if value}


def side_by_side(*controls: Callable[[], Any]) -> list[Any]:
    """What controls say that stand beside one another."""
    said = []
    for column, control in zip(st.columns(len(controls)), controls, strict=True):
        with column:
            said.append(control())
    return said


def text(controls: Controls, name: str, value: str = "", live: bool = False) -> str:
    """A line of text; `live` tells what it says while it is typed."""
    return st.text_input(_label(controls, name), value, key=f"{controls.key}-{name}", max_chars=200, live=live).strip()


def missing(registry: str, tree: Mapping[str, Any]) -> list[str]:
    """The fields that keep a tree from having the shape of its registry."""
    try:
        SHAPES[registry].model_validate(tree)
    except ValidationError as error:
        paths = ["_".join(str(step) for step in one["loc"][:2] if isinstance(step, str)) for one in error.errors()]
        return [{"kind": "indicator-kind"}.get(path, path) if registry == "indicators" else path for path in paths]
    return []


def fields_said(work: Work, names: list[str]) -> str:
    """Fields by their names on the form."""
    return listed(work.visit.lang, (work.say(f"curation.field.{name}") for name in dict.fromkeys(names)))


def _unit(controls: Controls) -> dict[str, Any]:
    kinds = {kind: controls.work.say(f"unit.one.{kind}") for kind in get_args(UnitKind)}
    above = unit_names(controls.work.held, controls.work.visit.lang)
    kind, parent = side_by_side(lambda: _list(controls, "kind", kinds), lambda: _list(controls, "parent", above))
    return {"kind": kind, "parent": parent, "aliases": _words(controls, "aliases")}


def _indicator(controls: Controls) -> dict[str, Any]:
    about = controls.said.get("about", {})
    zh, en = side_by_side(
        lambda: text(controls, "about_zh", about.get("zh", "")), lambda: text(controls, "about_en", about.get("en", ""))
    )
    themes = names(controls.work.held.themes, controls.work.visit.lang)
    theme, measures = side_by_side(lambda: _list(controls, "theme", themes), lambda: _measures(controls))
    kinds, ways = _said(controls, "kind", IndicatorKind), _said(controls, "better", Better)
    kind, better, adds_over = side_by_side(
        lambda: _list(controls, "kind", kinds, label="indicator-kind"),
        lambda: _list(controls, "better", ways),
        lambda: _pills(controls, "adds_over", _said(controls, "over", Dimension)),
    )
    said = {"theme": theme, "about": {"zh": zh, "en": en}, "measures": measures}
    return {**said, "kind": kind, "adds_over": adds_over, "better": better}


def _measures(controls: Controls) -> list[str]:
    every = measure_names(controls.work.held, controls.work.visit.lang)
    return st.multiselect(
        _label(controls, "measures"),
        list(every),
        default=controls.said.get("measures", []),
        format_func=lambda one: every[one],
        key=f"{controls.key}-measures",
        select_all=False,
        placeholder=controls.work.say("curation.review.choose"),
    )


def _measure(controls: Controls) -> dict[str, Any]:
    return {"words": _words(controls, "words")}


def _words(controls: Controls, name: str) -> list[str]:
    said = "、".join(controls.said.get(name, []))
    return [one for one in BETWEEN.split(text(controls, name, said)) if one]


def _pills(controls: Controls, name: str, shown: Mapping[str, str]) -> list[str]:
    return list(
        st.pills(
            _label(controls, name),
            list(shown),
            selection_mode="multi",
            default=controls.said.get(name, []),
            format_func=lambda one: shown[one],
            key=f"{controls.key}-{name}",
            help=_help(controls, name),
        )
    )


def _list(controls: Controls, name: str, shown: Mapping[str, str], label: str = "") -> str:
    options, value = list(shown), str(controls.said.get(name))
    index = options.index(value) if value in shown else None
    return (
        st.selectbox(
            _label(controls, label or name),
            options,
            index,
            format_func=lambda one: shown[one],
            placeholder="",
            key=f"{controls.key}-{name}",
            help=_help(controls, label or name),
        )
        or ""
    )


def _said(controls: Controls, group: str, values: Any) -> dict[str, str]:
    return {one: controls.work.say(f"curation.{group}.{one}") for one in get_args(values)}


def _help(controls: Controls, name: str) -> str | None:
    return controls.work.say(f"curation.new.help.{name}") if name in HELP else None


def _label(controls: Controls, name: str) -> str:
    return controls.work.say(f"curation.field.{name}")

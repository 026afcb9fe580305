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
class Form:
    """Controls that begin with what an entry says so far; `key` tells them from those of another form."""

    work: Work
    key: str
    said: Mapping[str, Any]


def entry(form: Form, registry: str, beside: Callable[[str], None]) -> dict[str, Any]:
    """All of an entry; `beside` shows what goes with its Chinese name, as it is typed, before all else is asked."""
    said = form.said.get("name", {})
    zh, en = side_by_side(
        lambda: text(form, "name_zh", said.get("zh", ""), live=True),
        lambda: text(form, "name_en", said.get("en", "")),
    )
    beside(zh)
    rest = {"units": _unit, "indicators": _indicator, "measures": _measure}[registry](form)
    return {"name": {"zh": zh, "en": en}} | {name: value for name, value in rest.items() if value}


def side_by_side(*controls: Callable[[], Any]) -> list[Any]:
    """What controls say that stand beside one another."""
    said = []
    for column, control in zip(st.columns(len(controls)), controls, strict=True):
        with column:
            said.append(control())
    return said


def text(form: Form, name: str, value: str = "", live: bool = False) -> str:
    """A line of text; `live` tells what it says while it is typed."""
    return st.text_input(_label(form, name), value, key=f"{form.key}-{name}", max_chars=200, live=live).strip()


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


def _unit(form: Form) -> dict[str, Any]:
    kinds = {kind: form.work.say(f"unit.one.{kind}") for kind in get_args(UnitKind)}
    above = unit_names(form.work.held, form.work.visit.lang)
    kind, parent = side_by_side(lambda: _list(form, "kind", kinds), lambda: _list(form, "parent", above))
    return {"kind": kind, "parent": parent, "aliases": _words(form, "aliases")}


def _indicator(form: Form) -> dict[str, Any]:
    about = form.said.get("about", {})
    zh, en = side_by_side(
        lambda: text(form, "about_zh", about.get("zh", "")), lambda: text(form, "about_en", about.get("en", ""))
    )
    themes = names(form.work.held.themes, form.work.visit.lang)
    theme, measures = side_by_side(lambda: _list(form, "theme", themes), lambda: _measures(form))
    kinds, ways = _said(form, "kind", IndicatorKind), _said(form, "better", Better)
    kind, better, adds_over = side_by_side(
        lambda: _list(form, "kind", kinds, label="indicator-kind"),
        lambda: _list(form, "better", ways),
        lambda: _pills(form, "adds_over", _said(form, "over", Dimension)),
    )
    said = {"theme": theme, "about": {"zh": zh, "en": en}, "measures": measures}
    return {**said, "kind": kind, "adds_over": adds_over, "better": better}


def _measures(form: Form) -> list[str]:
    every = measure_names(form.work.held, form.work.visit.lang)
    return st.multiselect(
        _label(form, "measures"),
        list(every),
        default=form.said.get("measures", []),
        format_func=lambda one: every[one],
        key=f"{form.key}-measures",
        select_all=False,
        placeholder=form.work.say("curation.review.choose"),
    )


def _measure(form: Form) -> dict[str, Any]:
    return {"words": _words(form, "words")}


def _words(form: Form, name: str) -> list[str]:
    said = "、".join(form.said.get(name, []))
    return [one for one in BETWEEN.split(text(form, name, said)) if one]


def _pills(form: Form, name: str, shown: Mapping[str, str]) -> list[str]:
    return list(
        st.pills(
            _label(form, name),
            list(shown),
            selection_mode="multi",
            default=form.said.get(name, []),
            format_func=lambda one: shown[one],
            key=f"{form.key}-{name}",
            help=_help(form, name),
        )
    )


def _list(form: Form, name: str, shown: Mapping[str, str], label: str = "") -> str:
    options, value = list(shown), str(form.said.get(name))
    index = options.index(value) if value in shown else None
    return (
        st.selectbox(
            _label(form, label or name),
            options,
            index,
            format_func=lambda one: shown[one],
            placeholder="",
            key=f"{form.key}-{name}",
            help=_help(form, label or name),
        )
        or ""
    )


def _said(form: Form, group: str, values: Any) -> dict[str, str]:
    return {one: form.work.say(f"curation.{group}.{one}") for one in get_args(values)}


def _help(form: Form, name: str) -> str | None:
    return form.work.say(f"curation.new.help.{name}") if name in HELP else None


def _label(form: Form, name: str) -> str:
    return form.work.say(f"curation.field.{name}")

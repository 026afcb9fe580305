"""What an SDMX reader needs to know before it reads figures: concepts, code lists and structures, as SDMX-JSON 2.0."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

AGENCY, VERSION = "SHIJI", "1.0.0"
DATED, UNDATED = "FIGURES", "FIGURES_UNDATED"  # the dataflows: figures of a stated period, and of none
SCHEMA = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/2.0.0/"
    "sdmx-json-structure-schema.json"
)
NAMES: Mapping[str, tuple[str, str]] = {
    DATED: ("数字", "Figures"),
    UNDATED: ("未注明时间的数字", "Figures without a stated period"),
    "FIGURE": ("编号", "Id"),
    "REF_AREA": ("单位", "Unit"),
    "INDICATOR": ("指标", "Indicator"),
    "TIME_PERIOD": ("时间", "Period"),
    "OBS_VALUE": ("数值", "Value"),
    "UNIT_MEASURE": ("计量单位", "Measure"),
    "UNIT_MULT": ("倍数", "Unit multiplier"),
    "OBS_STATUS": ("观测状态", "Observation status"),
    "COMPARATOR": ("准确程度", "How sure the number is"),
    "LOWER_BOUND": ("下限", "The least it can be"),
    "UPPER_BOUND": ("上限", "The most it can be"),
    "PERIOD_KIND": ("时间类型", "Kind of period"),
    "FIGURE_STATUS": ("性质", "Reported, target, rule or background"),
    "DETAIL_ZH": ("具体内容（中文）", "Detail in Chinese"),
    "DETAIL_EN": ("具体内容（英文）", "Detail in English"),
    "PRINTED": ("原文", "As printed"),
    "ISSUE": ("资料", "Issue"),
    "PAGE": ("页码", "Page"),
    "LINE": ("行", "Line of the archived text"),
    "COMMENT_OBS": ("备注", "Note"),
    "LINK": ("网址", "Address of the source"),
    "RELEASE": ("发布版本", "Release"),
}
DIMENSIONS, TIME, MEASURE = ("FIGURE", "REF_AREA", "INDICATOR"), "TIME_PERIOD", "OBS_VALUE"
ATTRIBUTES = tuple(name for name in NAMES if name not in (DATED, UNDATED, *DIMENSIONS, TIME, MEASURE))
NUMBERS = ("OBS_VALUE", "LOWER_BOUND", "UPPER_BOUND")
ALWAYS = (
    *("UNIT_MEASURE", "UNIT_MULT", "OBS_STATUS", "COMPARATOR", "PERIOD_KIND", "FIGURE_STATUS", "PRINTED"),
    *("ISSUE", "LINE", "LINK", "RELEASE"),
)


def structure(codelists: pd.DataFrame, prepared: str) -> dict[str, Any]:
    """The structure message; `codelists` are rows of CODELIST, CODE, NAME_ZH, NAME_EN, PARENT, `prepared` ISO 8601."""
    meta = {"schema": SCHEMA, "id": f"{AGENCY}_STRUCTURE", "prepared": prepared, "test": False}
    return {
        "meta": meta | {"contentLanguages": ["zh", "en"], "sender": {"id": AGENCY}},
        "data": {
            "codelists": [_codelist(str(name), own) for name, own in codelists.groupby("CODELIST", sort=False)],
            "conceptSchemes": [
                _artefact("CONCEPTS", "概念", "Concepts")
                | {"concepts": [_named(name, *names) for name, names in NAMES.items() if name not in (DATED, UNDATED)]}
            ],
            "dataStructures": [_definition(DATED, codelists, time=True), _definition(UNDATED, codelists, time=False)],
            "dataflows": [
                _artefact(name, *NAMES[name]) | {"structure": _urn("datastructure.DataStructure", name)}
                for name in (DATED, UNDATED)
            ],
        },
    }


def _codelist(name: str, rows: pd.DataFrame) -> dict[str, Any]:
    codes = []
    for code, zh, en, parent in rows[["CODE", "NAME_ZH", "NAME_EN", "PARENT"]].itertuples(index=False):
        codes.append(_named(code, zh, en) | ({} if pd.isna(parent) else {"parent": parent}))
    return _artefact(name, name, name) | {"codes": codes}


def _definition(name: str, codelists: pd.DataFrame, time: bool) -> dict[str, Any]:
    known = set(codelists["CODELIST"])
    dimensions: dict[str, Any] = {
        "id": "DimensionDescriptor",
        "dimensions": [_component(one, known) | {"position": n} for n, one in enumerate(DIMENSIONS, 1)],
    }
    if time:
        represented = {"localRepresentation": {"format": {"dataType": "ObservationalTimePeriod"}}}
        dimensions["timeDimension"] = {"id": TIME, "conceptIdentity": _concept(TIME)} | represented
    attributes = [
        _component(one, known)
        | {"usage": "mandatory" if one in ALWAYS else "optional", "attributeRelationship": {"observation": {}}}
        for one in ATTRIBUTES
    ]
    measures = {"id": "MeasureDescriptor", "measures": [_component(MEASURE, known) | {"usage": "optional"}]}
    listed = {"dimensionList": dimensions, "measureList": measures}
    listed["attributeList"] = {"id": "AttributeDescriptor", "attributes": attributes}
    return _artefact(name, *NAMES[name]) | {"dataStructureComponents": listed}


def _component(name: str, known: Collection[str]) -> dict[str, Any]:
    """A column, with the codes or the kind of text that it holds."""
    codelist = f"CL_{name}"
    kind = {"dataType": "Double" if name in NUMBERS else "String"}
    represented = {"enumeration": _urn("codelist.Codelist", codelist)} if codelist in known else {"format": kind}
    return {"id": name, "conceptIdentity": _concept(name), "localRepresentation": represented}


def _concept(name: str) -> str:
    return f"{_urn('conceptscheme.Concept', 'CONCEPTS')}.{name}"


def _urn(kind: str, name: str) -> str:
    return f"urn:sdmx:org.sdmx.infomodel.{kind}={AGENCY}:{name}({VERSION})"


def _artefact(name: str, zh: str, en: str) -> dict[str, Any]:
    return _named(name, zh, en) | {"agencyID": AGENCY, "version": VERSION, "isExternalReference": False}


def _named(name: str, zh: str, en: str) -> dict[str, Any]:
    return {"id": name, "name": en, "names": {"zh": zh, "en": en}}

"""The address for machines: figures, lists, releases and files, as pages/parts/openapi.json describes it."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from threading import BoundedSemaphore
from typing import cast
from urllib.parse import quote, urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from etl import export, files, query, releases, selection
from etl.tables import Tables
from etl.words import LANGUAGES, Language
from etl.workbook import TooLarge
from pages.parts import feed
from pages.parts.released import NotReleased, Released, history, released, tables_of

LISTS = ("units", "indicators", "measures", "themes", "issues")
MOST = 100_000  # rows of one answer
USUAL = {"json": 1_000, "csv": MOST}  # where the question does not say
OWN: Mapping[str, tuple[str, ...]] = {"json": ("limit", "offset"), "csv": ("limit", "offset", "bom"), "xlsx": ("lang",)}
LARGEST = 10**9
JSON, ATOM = "application/json; charset=utf-8", "application/atom+xml; charset=utf-8"
OPENAPI = Path(__file__).parent / "openapi.json"
MAKING = BoundedSemaphore(2)  # workbooks and packages at a time: visitors share the processor with them

Answer = Callable[[Request, Released], Response]


class Refusal(HTTPException):
    """A question that cannot be answered; `parameters` says which of its parameters do not hold, and why."""

    def __init__(self, status: int, message: str, parameters: Sequence[selection.Refused] = ()) -> None:
        super().__init__(status, message)
        self.parameters = parameters


def refused(request: Request, error: Exception) -> Response:
    """What went wrong, as JSON."""
    assert isinstance(error, HTTPException)
    told = [{"parameter": one.parameter, "message": one.message} for one in getattr(error, "parameters", ())]
    content = {"error": {"status": error.status_code, "message": error.detail, "parameters": told}}
    return Response(export.json_bytes(content), error.status_code, error.headers, JSON)


def ready(request: Request) -> Response:
    """Whether a sound release is being served, and which; 503 where none is."""
    state = released()
    if isinstance(state, NotReleased):
        return Response(export.json_bytes({"ready": False, "why": state.why}), 503, media_type=JSON)
    told = {"ready": True, "release": state.publication.release, "damaged": list(state.damaged)}
    return Response(export.json_bytes(told), media_type=JSON, headers={"Cache-Control": "no-store"})


def _figures_json(request: Request, state: Released) -> Response:
    choice, own = _asked(request, state.tables, "json")
    rows, limit, offset = query.rows(state.tables, choice), _limit(own, "json"), _offset(own)
    page = rows.iloc[offset : offset + limit]
    content = {
        "release": state.publication.release,
        "total": len(rows),
        "offset": offset,
        "limit": limit,
        "next": _next(request, len(rows), offset, limit),
        "figures": export.figures_json(state.tables, page, state.publication.release),
    }
    return Response(export.json_bytes(content), media_type=JSON)


def _figures_csv(request: Request, state: Released) -> Response:
    choice, own = _asked(request, state.tables, "csv")
    rows, limit, offset = query.rows(state.tables, choice), _limit(own, "csv"), _offset(own)
    page = rows.iloc[offset : offset + limit]
    release = state.publication.release
    content = export.figures_csv(state.tables, page, release, bom=_one_of(own, "bom", ("0", "1")) == "1")
    following = _next(request, len(rows), offset, limit)
    headers = {"Link": f'<{following}>; rel="next"'} if following else {}
    return _download(files.File(selection.file_name(choice, release, "csv"), files.MEDIA["csv"], content), headers)


def _figures_xlsx(request: Request, state: Released) -> Response:
    choice, own = _asked(request, state.tables, "xlsx")
    lang = cast("Language", _one_of(own, "lang", LANGUAGES))
    return _download(_made(state.publication.release, choice, "xlsx", lang))


def _figures_sdmx(request: Request, state: Released) -> Response:
    choice, _ = _asked(request, state.tables, "sdmx")
    return _download(_made(state.publication.release, choice, "sdmx", "zh"))


def _list(name: str) -> Answer:
    def answer(request: Request, state: Released) -> Response:
        _only(request)
        rows = export.plain_rows(state.tables[name])
        content = {"release": state.publication.release, "total": len(rows), name: rows}
        return Response(export.json_bytes(content), media_type=JSON)

    return answer


def _releases(request: Request, state: Released) -> Response:
    _only(request)
    log = [{"release": one.release, "kind": one.kind, "at": one.at, "reason": one.reason} for one in history()]
    return Response(export.json_bytes({"current": state.publication.release, "releases": log}), media_type=JSON)


def _package(request: Request, state: Released) -> Response:
    _only(request)
    release = request.path_params["release"]
    if release not in {one.release for one in history()}:
        raise Refusal(404, f"there is no release {release[:40]!r}; /api/releases lists them")
    return _download(_made(release, query.Choice(), "package", "zh"))


def _feed(request: Request, state: Released) -> Response:
    _only(request)
    return Response(feed.atom(history()), media_type=ATOM)


def _openapi(request: Request) -> Response:
    return Response(OPENAPI.read_bytes(), media_type=JSON)


def _nowhere(request: Request) -> Response:
    raise Refusal(404, "there is nothing here; /api/openapi.json describes what there is")


def _of_release(answer: Answer, tag: Callable[[Request, Released], str]) -> Callable[[Request], Response]:
    """An endpoint whose answer changes with the release only: who holds that one already is told so (304)."""

    def endpoint(request: Request) -> Response:
        state = released()
        if isinstance(state, NotReleased):
            raise Refusal(503, f"no sound release is being served: {state.why}")
        response = answer(request, state)
        etag = f'"{tag(request, state)}"'
        response.headers.update({"ETag": etag, "Cache-Control": "no-cache"})
        held = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
        if held & {etag, "*"}:
            return Response(status_code=304, headers={"ETag": etag, "Cache-Control": "no-cache"})
        return response

    return endpoint


def _current(request: Request, state: Released) -> str:
    return state.publication.release


def _named(request: Request, state: Released) -> str:
    return str(request.path_params["release"])


def _log(request: Request, state: Released) -> str:
    """A release may come into force again: its place in the log goes with it."""
    return f"{state.publication.release}-{next((one.sequence for one in history()), 0)}"


def _asked(request: Request, tables: Tables, format: str) -> tuple[query.Choice, Mapping[str, str]]:
    """The choice that a question makes, and its other parameters, each given once."""
    given: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        given.setdefault(name, []).append(value)
    own = {name: given.pop(name) for name in OWN.get(format, ()) if name in given}
    choice = selection.read(given, tables)
    wrong = choice if isinstance(choice, list) else []
    wrong = [*wrong, *(selection.Refused(name, selection.TWICE) for name, values in own.items() if len(values) > 1)]
    if wrong or isinstance(choice, list):
        raise Refusal(400, "some parameters do not hold", wrong)
    return choice, {name: values[0] for name, values in own.items()}


def _only(request: Request) -> None:
    if names := list(request.query_params):
        raise Refusal(
            400, "this address takes no parameters", [selection.Refused(name, "is not used") for name in names]
        )


def _limit(own: Mapping[str, str], format: str) -> int:
    return _whole(own, "limit", 1, MOST, USUAL[format])


def _offset(own: Mapping[str, str]) -> int:
    return _whole(own, "offset", 0, LARGEST, 0)


def _whole(own: Mapping[str, str], name: str, least: int, most: int, usual: int) -> int:
    text = own.get(name, str(usual))
    if text.isascii() and text.isdigit() and len(text) <= 10 and least <= int(text) <= most:
        return int(text)
    raise Refusal(400, "some parameters do not hold", [selection.Refused(name, f"must be from {least} to {most}")])


def _one_of(own: Mapping[str, str], name: str, values: Sequence[str]) -> str:
    """The value of a parameter; the first of those there are where it is not given."""
    value = own.get(name, values[0])
    if value not in values:
        wrong = selection.Refused(name, f"must be {' or '.join(values)}")
        raise Refusal(400, "some parameters do not hold", [wrong])
    return value


def _next(request: Request, total: int, offset: int, limit: int) -> str | None:
    """The address of the rows after these, where there are any."""
    if offset + limit >= total:
        return None
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in ("limit", "offset")]
    return f"{request.url.path}?{urlencode([*kept, ('limit', limit), ('offset', offset + limit)])}"


def _made(release: str, choice: query.Choice, format: files.Format, lang: Language) -> files.File:
    if not MAKING.acquire(timeout=10):
        raise HTTPException(429, "too many files are being made; ask again in a while", {"Retry-After": "10"})
    try:
        return _kept((releases.address(), export.public_url()), release, choice, format, lang)
    except TooLarge as error:
        raise Refusal(422, str(error)) from error
    finally:
        MAKING.release()


@lru_cache(maxsize=8)
def _kept(
    origin: tuple[str, str], release: str, choice: query.Choice, format: files.Format, lang: Language
) -> files.File:
    """A file, made once for all who ask; `origin`, the database and the address in its links, is a key only."""
    tables = tables_of(release)
    if tables is None:
        raise Refusal(404, f"release {release} cannot be read; /api/releases lists the others")
    return files.file(files.Source(tables, release, history()), choice, format, lang)


def _download(made: files.File, headers: Mapping[str, str] | None = None) -> Response:
    quoted = quote(made.name)
    named = {"Content-Disposition": f"attachment; filename*=UTF-8''{quoted}"}
    return Response(made.content, media_type=made.media, headers=named | dict(headers or {}))


ROUTES = (
    Route("/ready", ready),
    Route("/feed.xml", _of_release(_feed, _log)),
    Route("/api/openapi.json", _openapi),
    Route("/api/figures.csv", _of_release(_figures_csv, _current)),
    Route("/api/figures.json", _of_release(_figures_json, _current)),
    Route("/api/figures.xlsx", _of_release(_figures_xlsx, _current)),
    Route("/api/figures.sdmx.zip", _of_release(_figures_sdmx, _current)),
    *(Route(f"/api/{name}", _of_release(_list(name), _current)) for name in LISTS),
    Route("/api/releases", _of_release(_releases, _log)),
    Route("/api/releases/{release}/package.zip", _of_release(_package, _named)),
    Route("/api", _nowhere),
    Route("/api/{rest:path}", _nowhere),
)
MACHINES = Starlette(
    routes=ROUTES,
    exception_handlers={HTTPException: refused},
    middleware=[Middleware(GZipMiddleware, minimum_size=1000)],
)

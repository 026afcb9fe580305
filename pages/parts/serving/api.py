"""The address for machines: figures, lists, releases and files, as pages/parts/serving/openapi.json describes it."""

import hashlib
from asyncio import sleep
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import TimeoutError as Late
from functools import partial
from pathlib import Path
from typing import cast
from urllib.parse import quote, urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from etl import query
from etl.exporting import export, files
from etl.exporting.export import public_url
from etl.exporting.selection import file_name
from etl.exporting.words import LANGUAGES, Language
from etl.exporting.workbook import TooLarge
from etl.query import Choice
from etl.releasing.releases import DatabaseUnusable
from etl.tables import plain_records
from pages.parts.released import NotReleased, Released, history, released
from pages.parts.serving import drawing, feed, questions
from pages.parts.serving.questions import Unanswerable
from pages.parts.taking import making
from pages.parts.taking.making import FileRequest

LISTS = ("units", "indicators", "measures", "themes", "issues")
MOST = 100_000  # rows of one answer
LARGEST = 10**9
PIECE = 1 << 18  # bytes of a file sent at once
JSON, ATOM = "application/json; charset=utf-8", "application/atom+xml; charset=utf-8"
UNSERVED = "no sound release is being served: {}"
OPENAPI = Path(__file__).parent / "openapi.json"

Reply = Callable[[], Response]
Handler = Callable[[Request, Released], Reply]  # raises Unanswerable; the work is left to the reply


def refused(request: Request, error: Exception) -> Response:
    """What went wrong, as JSON."""
    assert isinstance(error, HTTPException)
    told = [{"parameter": one.parameter, "message": one.message} for one in getattr(error, "parameters", ())]
    content = {"error": {"status": error.status_code, "message": error.detail, "parameters": told}}
    return Response(export.json_bytes(content), error.status_code, error.headers, JSON)


def unusable(request: Request, error: Exception) -> Response:
    """The database cannot be read just now: an answer without it would say something false."""
    return refused(request, Unanswerable(503, UNSERVED.format("unusable")))


def ready(request: Request) -> Response:
    """Whether a sound release is being served, and which; 503 where none is."""
    state = released()
    if isinstance(state, NotReleased):
        return Response(export.json_bytes({"ready": False, "why": state.why}), 503, media_type=JSON)
    told = {"ready": True, "release": state.publication.release, "damaged": list(state.damaged)}
    return Response(export.json_bytes(told), media_type=JSON, headers={"Cache-Control": "no-store"})


def _figures_json(request: Request, state: Released) -> Reply:
    choice, own = questions.choice_and(request, state.tables, ("limit", "offset"))
    limit, offset = questions.whole(own, "limit", 1, MOST, 1_000), questions.whole(own, "offset", 0, LARGEST, 0)

    def answer() -> Response:
        rows, release = query.rows(state.tables, choice), state.publication.release
        content = {
            "release": release,
            "total": len(rows),
            "offset": offset,
            "limit": limit,
            "next": _next(request, len(rows), offset, limit),
            "figures": export.figures_json(state.tables, rows.iloc[offset : offset + limit], release),
        }
        return Response(export.json_bytes(content), media_type=JSON)

    return answer


def _figures_csv(request: Request, state: Released) -> Reply:
    choice, own = questions.choice_and(request, state.tables, ("limit", "offset", "bom"))
    limit, offset = questions.whole(own, "limit", 1, MOST, MOST), questions.whole(own, "offset", 0, LARGEST, 0)
    bom = questions.one_of(own, "bom", ("0", "1")) == "1"

    def answer() -> Response:
        rows, release = query.rows(state.tables, choice), state.publication.release
        content = export.figures_csv(state.tables, rows.iloc[offset : offset + limit], release, bom)
        following = _next(request, len(rows), offset, limit)
        headers = {"Link": f'<{following}>; rel="next"'} if following else {}
        return _download(files.File(file_name(choice, release, "csv"), files.MEDIA["csv"], content), headers)

    return answer


def _file(format: files.Format, own: tuple[str, ...] = ()) -> Handler:
    def handler(request: Request, state: Released) -> Reply:
        choice, given = questions.choice_and(request, state.tables, own)
        lang = cast("Language", questions.one_of(given, "lang", LANGUAGES))
        return partial(_made, FileRequest(state.publication.release, choice, format, lang))

    return handler


def _picture(asked: Callable[[Request, Released], Callable[[], files.File]]) -> Handler:
    def handler(request: Request, state: Released) -> Reply:
        drawn = asked(request, state)
        return lambda: _download(drawn())

    return handler


def _list(name: str) -> Handler:
    def handler(request: Request, state: Released) -> Reply:
        questions.nothing(request)
        return partial(_rows, state, name)

    return handler


def _rows(state: Released, name: str) -> Response:
    rows = plain_records(state.tables[name])
    content = {"release": state.publication.release, "total": len(rows), name: rows}
    return Response(export.json_bytes(content), media_type=JSON)


def _releases(request: Request, state: Released) -> Reply:
    questions.nothing(request)

    def answer() -> Response:
        log = [{"release": one.release, "kind": one.kind, "at": one.at, "reason": one.reason} for one in history()]
        return Response(export.json_bytes({"current": state.publication.release, "releases": log}), media_type=JSON)

    return answer


def _package(request: Request, state: Released) -> Reply:
    questions.nothing(request)
    release = request.path_params["release"]
    if release not in {one.release for one in history()}:
        raise Unanswerable(404, f"there is no release {release[:40]!r}; /api/releases lists them")
    return partial(_made, FileRequest(release, Choice(), "package", "zh"))


def _feed(request: Request, state: Released) -> Reply:
    questions.nothing(request)
    return lambda: Response(feed.atom(history()), media_type=ATOM)


def _openapi(request: Request) -> Response:
    return Response(OPENAPI.read_bytes(), media_type=JSON)


def _nowhere(request: Request) -> Response:
    raise Unanswerable(404, "there is nothing here; /api/openapi.json describes what there is")


def _of_release(handler: Handler, tag: Callable[[Request, Released], str]) -> Callable[[Request], Response]:
    """An endpoint whose answer changes with the release only: who holds that one already is told so (304) at once."""

    def endpoint(request: Request) -> Response:
        state = released()
        if isinstance(state, NotReleased):
            raise Unanswerable(503, UNSERVED.format(state.why))
        answer = handler(request, state)
        kept = {"ETag": f'"{tag(request, state)}"', "Cache-Control": "no-cache"}
        held = {one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")}
        if held & {kept["ETag"], "*"}:
            return Response(status_code=304, headers=kept)
        response = answer()
        response.headers.update(kept)
        return response

    return endpoint


def _current(request: Request, state: Released) -> str:
    """The release, then what is asked of it; links in the answer begin with the public address."""
    asked = f"{request.url.path}?{request.url.query} {public_url()}"
    return f"{state.publication.release}-{hashlib.sha256(asked.encode()).hexdigest()[:12]}"


def _named(request: Request, state: Released) -> str:
    return str(request.path_params["release"])


def _log(request: Request, state: Released) -> str:
    """A release may come into force again: its place in the log goes with it."""
    return f"{state.publication.release}-{next((one.sequence for one in history()), 0)}"


def _next(request: Request, total: int, offset: int, limit: int) -> str | None:
    """The address of the rows after these, where there are any."""
    if offset + limit >= total:
        return None
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in ("limit", "offset")]
    return f"{request.url.path}?{urlencode([*kept, ('limit', limit), ('offset', offset + limit)])}"


def _made(asked: FileRequest) -> Response:
    try:
        return _download(making.made(asked))
    except TooLarge as error:
        raise Unanswerable(422, str(error)) from error
    except making.NoRelease as error:
        raise Unanswerable(404, f"release {error} cannot be read; /api/releases lists the others") from error
    except (making.Busy, Late) as error:
        message = "too many files are being made; ask again in a while"
        raise HTTPException(429, message, {"Retry-After": "10"}) from error


def _download(made: files.File, headers: Mapping[str, str] | None = None) -> Response:
    quoted = quote(made.name)
    named = {"Content-Disposition": f"attachment; filename*=UTF-8''{quoted}", "Content-Length": str(len(made.content))}
    return StreamingResponse(_pieces(made.content), media_type=made.media, headers=named | dict(headers or {}))


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    """A large file does not go out, nor is it packed, in one breath: others are answered in between."""
    for start in range(0, len(content), PIECE):
        yield content[start : start + PIECE]
        await sleep(0)


ROUTES = (
    Route("/ready", ready),
    Route("/feed.xml", _of_release(_feed, _log)),
    Route("/api/openapi.json", _openapi),
    Route("/api/figures.csv", _of_release(_figures_csv, _current)),
    Route("/api/figures.json", _of_release(_figures_json, _current)),
    Route("/api/figures.xlsx", _of_release(_file("xlsx", ("lang",)), _current)),
    Route("/api/figures.html", _of_release(_file("html", ("lang",)), _current)),
    Route("/api/figures.sdmx.zip", _of_release(_file("sdmx"), _current)),
    Route("/api/chart.json", _of_release(_picture(drawing.chart), _current)),
    Route("/api/map.svg", _of_release(_picture(drawing.map_of_years), _current)),
    *(Route(f"/api/{name}", _of_release(_list(name), _current)) for name in LISTS),
    Route("/api/releases", _of_release(_releases, _log)),
    Route("/api/releases/{release}/package.zip", _of_release(_package, _named)),
    Route("/api", _nowhere),
    Route("/api/{rest:path}", _nowhere),
)
PACKED = tuple(files.MEDIA[format] for format in ("xlsx", "package"))  # they do not grow smaller
MACHINES = Starlette(
    routes=ROUTES,
    exception_handlers={HTTPException: refused, DatabaseUnusable: unusable},
    middleware=[Middleware(GZipMiddleware, minimum_size=1000, compresslevel=3, exclude_content_types=PACKED)],
)

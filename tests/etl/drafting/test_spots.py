import pytest

from etl.drafting.draft_trees import trees
from etl.drafting.drafts import Draft, Entry, Piece
from etl.drafting.spots import Spot, spotted
from etl.problems import Place, Problem
from tests.etl.folder import ISSUE, REPORT, load

ENTRIES = (
    Entry(3, 0, 3, 5, "2025年", "not_figure", why="date", was="made-2025/3/not-1"),
    Entry(3, 8, 3, 12, "657件", "figure", was="made-2025/3/1"),
    Entry(4, 2, 4, 6, "591件", "figure", was="made-2025/4/1"),
    Entry(4, 10, 4, 15, "90.0%", "figure", was="made-2025/4/2"),
)
DRAFT = Draft("made-2025", "", "a.txt", articles=(Piece("report", "", 1, 4),), entries=ENTRIES, units={"court": {}})


@pytest.fixture
def spot(tmp_path):
    loaded = load(tmp_path)

    def of(file, line, column, rule="wrong-form", expected="x"):
        problem = Problem(Place(f"data/{file}", line, column), rule, expected, "y")
        return spotted(DRAFT, loaded, trees(DRAFT, {}), [problem])[0].get(problem)

    return of


@pytest.mark.parametrize(
    ("place", "spot_there"),
    [
        ((REPORT, 1, 8), Spot("article", "report", "title")),
        ((REPORT, 2, 8), Spot("article", "report", "lines")),
        ((REPORT, 16, 5), Spot("article", "report", "checks")),
        ((REPORT, 8, 9), Spot("entry", 1)),
        ((REPORT, 8, 20), Spot("entry", 1, "printed")),
        ((REPORT, 8, 36), Spot("entry", 1, "indicator")),
        ((REPORT, 8, 70), Spot("entry", 1, "detail")),
        ((REPORT, 10, 19), Spot("entry", 0, "printed")),
        ((REPORT, 14, 19), Spot("entry", 3, "printed")),
        ((ISSUE, 2, 12), Spot("issue", field="published")),
        (("units.yaml", 2, 20), Spot("unit", "court", "name")),
        (("units.yaml", 1, 20), Spot("data")),
        (("themes.yaml", 1, 1), Spot("data")),
        (("nowhere.yaml", 1, 1), None),
    ],
)
def test_a_problem_is_about_the_control_that_its_place_was_written_from(place, spot_there, spot):
    assert spot(*place) == spot_there


def test_what_is_missing_is_about_its_field(spot):
    assert spot(REPORT, 8, 9, "missing-unit", "a unit here") == Spot("entry", 1, "unit")
    assert spot(REPORT, 8, 9, "missing-key", "the key indicator") == Spot("entry", 1, "indicator")
    assert spot(REPORT, 1, 1, "missing-key", "the key lines") == Spot("article", "report", "lines")


def test_every_figure_is_known_by_its_entry(tmp_path):
    _, entries = spotted(DRAFT, load(tmp_path), trees(DRAFT, {}), [])
    assert entries == {"made-2025/3/1": 1, "made-2025/4/1": 2, "made-2025/4/2": 3}

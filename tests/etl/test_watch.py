from etl.watch import unwatched


def test_without_a_watch_the_items_go_on_as_they_are():
    items = ["甲", "乙"]
    assert unwatched(items) is items

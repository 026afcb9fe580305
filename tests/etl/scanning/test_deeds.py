from etl.scanning.deeds import deeds


def test_verbs_that_say_the_same_are_one_deed():
    assert deeds("打造阵地、设立驿站") == [("~建成", 0, 2), ("~建成", 5, 7)]
    assert deeds("授予称号，再颁奖") == [("~授予", 0, 2)]

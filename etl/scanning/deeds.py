"""Verbs of reports that say the same: 打造 and 设立 tell of what was set up, 授予 and 评为 of who was honoured."""

import re

# A line a deed, which is called by its first verb.
_DEEDS = """
参加 参与 加入 报名
建成 打造 建设 建立 设立 新建 修建 搭建 布设
制定 印发 出台 发布 制发 起草 修订 编制 颁布
授予 荣获 获得 获评 评为 当选 命名 选树 评选 入选
选派 选聘 选任 选拔 聘请 任命 派出 抽调 调整 招录 配备
举办 召开 开展 举行
受理 接到 接报 收到 接收
办结 办理 完成 审结 处理
解决 化解 整改 调解 消除
培训 轮训 授课
走访 慰问 调研 接访 入户 巡访 下沉 看望
发现 查出 排查 查摆 查处 检查 抽查 督查 巡查
发放 配发 捐赠 赠送 配送 派发
帮助 惠及 受益 覆盖 联系
征集 收集 征求 听取
投资 投入 募集 筹集 引资
缩短 压缩 压减 减少 下降 降低 精简 缩减 优化 简化
增长 提高 提升 增加 上升
宣讲 讲座 讲堂 宣传
成立 组建 组成
"""
_DEED = {verb: f"~{line.split()[0]}" for line in _DEEDS.strip().split("\n") for verb in line.split()}
_VERB = re.compile("|".join(_DEED))


def deeds(text: str) -> list[tuple[str, int, int]]:
    """What is done in a plain text, and from where to where the verb stands that says so: ~建成 for 打造."""
    return [(_DEED[found[0]], found.start(), found.end()) for found in _VERB.finditer(text)]

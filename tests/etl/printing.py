"""The way back: a quantity printed in any of the ways print has, for the tests of reading it."""

from decimal import Decimal

from hypothesis import strategies as st

from etl.printed.quantity import Quantity
from etl.problems import Problem

_FORMS = """
=   {} 共{} 共计{} 总计{} 合计{} 累计{} 计{} 达{} 达到{} 达到了{} 已达{} 高达{} 多达{} 仅{} 共計{} 達{} {}之多
>   超{} 超过{} 超过了{} 超出{} 逾{} 突破{} 突破了{} 多于{} 高于{} 大于{} >{} ＞{} 共超{} 超過{} {}多 {}余 {}有余
>=  至少{} 最少{} 最低{} 不少于{} 不低于{} 不小于{} 不下{} 满{} ≥{} 累计至少{} 滿{} {}以上 {}及以上
<   将近{} 接近{} 不足{} 不到{} 未满{} 不满{} 低于{} 少于{} 小于{} <{} 將近{}
<=  不超过{} 不超{} 不多于{} 不高于{} 不大于{} 至多{} 最多{} 最高{} 最长{} ≤{} 不超過{}
<=  {}以下 {}及以下 {}以内 {}之内 {}内 {}以內
~   约{} 约为{} 大约{} 大概{} 共计约{} 約{} {}左右 {}上下
"""
QUALIFIERS = [(form, sign) for sign, *forms in map(str.split, _FORMS.strip().split("\n")) for form in forms]
MEASURES = ["", "个", "人次", "元", "平方米", "%", "个百分点", "倍", "个工作日", "个(次)", "千瓦时", "GB"]
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
TRADITIONAL = str.maketrans("万亿个余两数几点项时", "萬億個餘兩數幾點項時")
BACK = {to: of for of, to in (FULL_WIDTH | TRADITIONAL).items()}


def in_chinese(whole: int) -> str:
    """12050 -> 一万二千零五十: the schoolbook way."""
    for size, unit in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if whole >= size:
            head, rest = divmod(whole, size)
            gap = "零" if rest < size // 10 else ""
            return in_chinese(head) + unit + (gap + in_chinese(rest) if rest else "")
    return "零一二三四五六七八九"[whole]


def in_arabic(value: Decimal) -> list[str]:
    plain = f"{value:f}"
    scaled = [
        f"{(value / size).normalize():f}{unit}" for size, unit in ((10**4, "万"), (10**8, "亿"), (10**12, "万亿"))
    ]
    return [plain, f"{value:,f}", *(text for text in scaled if len(text) < 16)]


def bounds(comparator: str, value: Decimal) -> tuple[Decimal | None, Decimal | None]:
    return value if comparator in ("=", ">", ">=") else None, value if comparator in ("=", "<", "<=") else None


@st.composite
def printed_quantities(draw):
    """(printed, comparator, value, measure word, the number as printed)."""
    value = Decimal(draw(st.integers(0, 10 ** draw(st.integers(1, 12)) - 1)))
    chinese = in_chinese(int(value))
    numerals = [chinese, chinese.removeprefix("一") if chinese.startswith("一十") else chinese, *in_arabic(value)]
    if draw(st.booleans()):
        value = value.scaleb(-draw(st.integers(0, 3)))
        numerals = in_arabic(value)
    measure = draw(st.sampled_from(MEASURES))
    numeral = draw(st.sampled_from(numerals))
    form, comparator = draw(st.sampled_from(QUALIFIERS))
    gap = draw(st.sampled_from(["", "", " ", "\u3000", "\u00a0", "\n\n"]))
    printed = form.format(f"{gap}{numeral}{gap}{measure}{gap}")
    table = draw(st.sampled_from([{}, FULL_WIDTH, TRADITIONAL, FULL_WIDTH | TRADITIONAL]))
    return printed.translate(table), comparator, value, measure, numeral.translate(table)


def says(quantity: Quantity | Problem) -> tuple[object, ...]:
    assert isinstance(quantity, Quantity), str(quantity)
    return quantity.comparator, quantity.value, quantity.lower, quantity.upper, quantity.measure_word

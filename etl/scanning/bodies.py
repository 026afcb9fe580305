"""Names of bodies as Chinese forms them: what they end in, and where they begin; for those that no registry has."""

import re
from collections.abc import Iterator

# How names of bodies end, and how each goes on where it is another word: 局面, 区域, 中心城区.
_HEADS = (
    r"委员会(?!委员|全体)|人民政府(?!网)|(?:人民)?法院|检察院|(?:人民)?法庭|高院|中院|海关(?!人员|总署|关员)|局(?![面部势限域促])|[纪监工政党]委(?![员托派])"
    r"|(?:发改|国资|卫健|住建|城管|管理|监管|建设|农业|教育|网信|商务|工信|教工|机关工)委(?![员托派])|(?:网信|信访|文明|编|外|侨|人才)办(?![理公事])"
    r"|(?:组织|宣传|统战|管理|社会工作|武装)部(?![分门署队委级])|办公[室厅]|中心(?![城组任环思工学位])|办税服务厅|服务大?厅|服务处|办事处|窗口|档案馆|图书馆|博物馆|文化馆|纪念馆"
    r"|[察查督理护讼](?:室|处|站)(?![内外理于置])|(?:工作|管理|监督|服务|观测|变电|消防救援)站(?![在位点上])|(?:派出|司法|税务|研究|管理)所(?![有以在谓需属])|[总支大]队(?![伍员长])|医疗队(?!员)|消防队(?!员)"
    r"|集团(?!化|军)|公司(?!法)|银行(?![业卡])|[分支]行(?=[㐀-鿿])|总?工会|协会|学会|商会|联合会|基金会|妇联|合作社|研究院|大学(?!生|习)|[中小]学(?![生习])|学校(?!长)|幼儿园|学院(?!派)|党校|医院|卫生院|分院"
    r"|养老院|敬老院|福利院|少年宫|体育[场馆]|文化宫|[水电]厂|(?:管护|养护|保洁|环卫|抢修|志愿服务)队(?![伍员长])"
    r"|生态城|党支部(?!书记)|党总支|党组(?!织)"
)
_STREETS = r"街道办事处|街道(?![办上旁])|社区(?!工作者|居民|干部|书记|治理|民警|服务|矫正|医生)"
_PLACES = (
    rf"{_STREETS}|镇(?![级村痛静江])|乡(?![村镇亲愁土情])"
    r"|村(?![民庄级里镇])|县(?![级域城处])|市(?![场级民内政容县])|新区|城区|开发区|高新区|园区|保税区|(?<![片小辖街老])区(?![域分别级内划块间位])"
)
# Words that no name holds: small ones, and what officials are said to do.
_NOT = (
    "[各级全的在为对向是将以从到有及把要等年月日了被给让由已其这那该本某每就也还都又并使于所个名项次]|"
    "组织(?!部)|开展|推[动进出行]|指导|督促|协调|联合(?!会)|召开|举办|建[立成]|成立|打造|坚持|深入|走访|选[派树聘]|发布|印发|制定|出台|完善|加强|强化|聚焦|围绕|依托|整合|邀请|带领|引[导领进]|"
    "帮助|助力|支持|完成|实现|办[理结]|受理|接[待到]|审结|查[处办看]|处置|化解|落实|承担|负责|参[与加]|启动|创新|探索|优化|调整|收[到集]|累计|先后|共[有同]|现有|通过|根据|按照|结合|利用|构建|开设|开放|积极|"
    "充分|持续|不断|进一步|有效|主动|设[立置]|覆盖|发[放现出送]|提[供升高出]|(?:本报|本刊)?记者|通讯员|同志|作为|新增|获[得评]|入选|投入|来自|面对|走进|赴|驻[在]|家住|捐赠|"
    "规范|区分|约谈|用好|[上下]届|发挥|深化|安排|实行|感谢|随着|比如|包括|经过|激活|抽[查调]|位居|授予|担任|统筹|增加|做[强优]|保障|链接|组建|立足|服务(?=[㐀-鿿]{0,4}(?:大局|市|区|发展))"
)
_LETTER = f"(?!{_NOT}|[和与])[㐀-鿿]"
_AND = "[和与](?=[㐀-鿿]{2,6}(?:局|委))"  # 规划和自然资源局
_BODY = rf"(?:{_LETTER}|(?<=[㐀-鿿]){_AND}){{0,12}}?(?:{_HEADS})"
_PLACE = rf"(?:{_LETTER}){{2,4}}?(?:{_PLACES})"
_ORDINAL = "第[一二三四五六七八九十]+"
_NAME = re.compile(
    rf"(?![一两三几多同另此我他她无不经今如])(?:{_PLACE}|{_BODY})"
    rf"(?:(?:{_ORDINAL}|(?:{_LETTER}){{0,6}}?)(?:{_HEADS}|{_PLACES})|有限公司|有限责任公司)*"
)
_ON = re.compile(rf"(?:(?:{_ORDINAL}|(?:{_LETTER}){{0,10}}?)(?:{_HEADS}|{_PLACES})|有限公司|有限责任公司)+")
_PROPER = re.compile(r"(?<![全我本各])[区县镇乡村]$")
_COMMON = (
    "(?:(?:党|基层|有关|上级|下级|人民|村|居民|小|农村|城市|老旧|服务){0,2}"
    rf"(?:{_HEADS}|{_STREETS}|[小辖片]区|(?:中心|主)?城区))+|(?:(?!{_HEADS}|{_PLACES}){_LETTER}){{1,6}}窗口"
)
_INNER = re.compile(
    r"(?:机关|直属|政务|服务)*(?:窗口|大厅|党组|党委|党支部|党总支|工会|团委)+|[东南西北新老主]?[校院厂馆]区"
)
_AGAIN = re.compile(rf"[我该本](局|院|校|镇|村|县|区|市|乡|{_HEADS})|[区县镇](?:{_HEADS})+|{_COMMON}")
_CLAUSE = re.compile(r"[^\s,;:。!?“”()—|#>《》【】]+")
_TIME = re.compile(
    r".{0,16}?(?:以来|目前|近日|此外|同时|今年|去年|当前|据了解|期间|[0-9](?:年底?|月底?份?|日))(?=[㐀-鿿])"
)


def opening(text: str) -> Iterator[tuple[int, int]]:
    """Where the names stand that open a clause of a plain text, after a time where one is said; none overlap."""
    for clause in _CLAUSE.finditer(text):
        time = _TIME.match(text, clause.start(), clause.end())
        starts = [clause.start(), *([time.end()] if time else [])]
        tried = (form.match(text, start, clause.end()) for start in starts for form in (_NAME, _AGAIN))
        found = next((one for one in tried if one), None)
        if found:
            yield found.span()


def kind(name: str) -> tuple[str, ...]:
    """What the name may end in that this one stands for: 街道; 局 of 该局; 学 of 该校; none if it says which body."""
    again = _AGAIN.fullmatch(name)
    said = (again[1] or name) if again else ""
    return ("校", "学") if said == "校" else (said,) if said else ()


def longer(text: str, start: int, end: int) -> int:
    """Where the name really ends of which a known one is only the beginning: 天津 of 天津海事局; else `end`."""
    found = _NAME.match(text, start)
    if not found and _PROPER.search(text, start, end):  # 和平区: a known place may begin like no name
        found = _ON.match(text, end)
    if not found or found.end() <= end or _INNER.fullmatch(text, end, found.end()):
        return end
    return found.end()


def outer(name: str) -> str:
    """The body that an inner organ belongs to: 河西管理部 of 河西管理部党支部; else the name."""
    return re.sub(f"(?:{_INNER.pattern})$", "", name)

"""Page furniture: breadcrumbs, menus, share lines, editor lines, captions, notices, footers.

Furniture is marked, never deleted. The rules are about forms that Chinese web pages have in
common, not about single sites. A paragraph that gives the campaign's figures is never marked, with
two exceptions: a photo's caption, and an abstract that repeats what the report says anyway.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from county_reports.model import Region
from county_reports.reading.lines import CAMPAIGN, FIGURE, Line, prose_bounds, split_lines

_ROLE = (
    "责任编辑|本文编辑|本期编辑|网络编辑|编辑|责编|责任校对|校对|校审|审核|审校|初审|复审|终审|签发|监制"
    "|供稿单位|供稿|撰稿|撰文|文/图|图/文|文字|摄影|图片|作者|通讯员|记者|来源|信息来源|文章来源|稿件来源|稿源|出处"
    "|发布时间|发布日期|更新时间|时间|日期|发布人|发布者|发布机构|发布单位|发文机关|发文单位|成文日期|索引号|文号|信息分类|主题分类"
    "|主题词|公开方式|公开日期|公开范围|信息公开类别|有效性|录入|上传|字号|字体|字体大小|浏览次数|浏览量|阅读次数|阅读量|阅读"
    "|点击数|点击量|点击次数|点击|访问量|访问次数|分享到|分享"
)
_CREDIT = re.compile(rf"^[\[(]?\s*(?:{_ROLE})\s*[:/]")
_CREDIT_ANYWHERE = re.compile(rf"(?:^|[\s|\])])(?:{_ROLE})\s*[:/]")
_CREDIT_TAIL = re.compile(
    r"(?:[\[(]\s*(?:本文|本期|网络|责任)?(?:责任编辑|编辑|责编|来源|作者|记者|通讯员|供稿|摄影|审核)"
    r"(?:[:/]|\s)[^\[\]()。]{1,40}[\])]\s*)+$"
    r"|(?<=[。!?”)])\s*(?:责任编辑|本文编辑|编辑|责编|作者|来源|审核)\s*[:/]\s*[^。,;:]{1,20}$"
)
_BYLINE = re.compile(
    r"^(?:[□■●◎○〇▲◆/]\s*)?(?:\(?(?:文/|图/|文图/)?\s*)?"
    r"(?:(?:本报|本网|本台|见习|首席)?(?:记者|通讯员|特约记者)[\s/]+|[\u4e00-\u9fff]{0,14}"
    r"(?:书记|县长|区长|市长|旗长|主任|局长|主席|部长|秘书长)\s+)"
    r"[\u4e00-\u9fff]{2,4}(?:[\s、]+(?:通讯员\s*|记者\s*)?[\u4e00-\u9fff]{2,4}){0,5}\)?$"
)
_DATE_AND_TIME = re.compile(r"^\(?20\d\d[-年/.]\d{1,2}[-月/.]\d{1,2}日?[\sT]+\d{1,2}:\d\d")
_TOOLS = re.compile(
    r"^[\[(]?(?:打印|打印本页|打印此页|打印本文|打印文章|关闭|关闭窗口|关闭本页|关闭此页|收藏|收藏本页|加入收藏|纠错"
    r"|字体|字号|放大|缩小|默认|大|中|小|超大|视力保护色|朗读|复制链接|推荐|点赞|返回|顶部|返回顶部|A[-+]?|\+|-|\||\s"
    r"|[\[\]()【】:]|保存|我要纠错|语音播报|返回首页|返回列表|上一页|下一页|首页|尾页)+$"
)
_SHARE = re.compile(
    r"^(?:一键)?分享(?:到|至)?(?:$|[:\s])|^(?:分享到|分享至)[^,。]{0,40}$"
    r"|^(?:微信|微博|QQ空间|QQ|朋友圈|新浪微博|腾讯微博|人人网|豆瓣|\s)+$"
    r"|^(?:用|使用)?(?:微信|手机)?[\u4e00-\u9fff\"“”]{0,6}扫[一码描][^,。]{0,30}(?:$|,[^。]{0,30}$)"
)
_LINKS = re.compile(
    r"^(?:上一篇|下一篇|上一条|下一条|相关(?:新闻|阅读|链接|文章|报道|推荐|专题|稿件|信息|内容)|推荐阅读|热门(?:新闻|文章|推荐)"
    r"|延伸阅读|返回[\u4e00-\u9fff]{0,10}(?:首页|列表|顶部)|更多>*|查看更多|阅读原文|阅读全文|详细[^。]{0,12}点击|点击(?:进入|查看|下载)"
    r"|附件下载|友情链接)(?:[:\s>]|$|[^。]{0,40}$)|>>\s*$"
)
_LINK_LINE = re.compile(
    r"^(?:本文(?:链接|地址|网址|来自)|原文(?:链接|地址|网址)|链接|网址|来源网址|https?:)[:/]?"
)
_NOTICE = re.compile(
    r"版权所有|著作权|ICP[备证]|公网安备|免责声明|版权(?:声明|与免责|归)|Copyright|All [Rr]ights|转载请|请勿转载|(?:网站|备案)(?:标识码|号)"
    r"|未经[^。]{0,30}(?:许可|授权|同意)|[本我](?:网|站|平台)[^。]{0,14}(?:立场|转载|移除|删除|不代表|无关|声明|观点)"
    r"|不代表[^。]{0,14}(?:立场|观点)|侵(?:犯|权)[^。]{0,24}(?:联系|通知|删除|来信|来函|告知)|(?:作品|内容)?版权[^。]{0,10}问题"
    r"|违法和?不良信息举报|技术支持\s*:|(?:主|承|协)办(?:单位)?\s*:|运维单位|建议使用[^。]{0,20}浏览器|最佳浏览"
)
_CONTACT = re.compile(
    r"^(?:地址|通讯地址|邮编|邮政编码|电话|联系电话|联系方式|传真|邮箱|电子邮箱|投稿邮箱|举报电话|值班电话)\s*:"
)
_TRAIL_START = re.compile(
    r"^(?:您?(?:现在|当前|目前)?的?所?在?(?:的)?位置(?:是)?\s*:|当前位置|首页\s*[>»›→/])"
)
_CRUMB = re.compile(r"\s*(?:>>|[>»›→])\s*")
_MENU_WORDS = re.compile(
    r"首页|新闻|政务|公开|互动|专题|公告|要闻|概况|图片|视频|党建|走进|招商|门户|地图|登录|注册|客户端|数据|法规|无障碍|移动版|手机版"
    r"|繁體|繁体|简体|English|微信|微博|邮箱|收藏|RSS|论坛|服务|动态|通知|导航|旅游|财经|体育|娱乐|民生|评论|时政|领导之窗|办事|投诉|咨询|搜索"
)
_MENU_SPLIT = re.compile(r"\s*[|·•]\s*|\s+")
_SITE = re.compile(
    r"网|新闻|日报|传播|声音|资讯|门户|客户端|欢迎|热线|今天是|星期|频道|电视台|广播"
)
_CAPTION = re.compile(
    r"^[\[(]?(?:上|下|左|右|题|配)?图(?:片)?(?:为|\d{0,2}\s*:|片来源)|^(?:资料)?图片?[:：]"
)
_CAPTION_INSIDE = re.compile(r"(?:^|[。!?)\s])(?:上|下|左|右|题)?图为")
_PHOTO_CREDIT = re.compile(r"[\u4e00-\u9fff]{2,4}\s?(?:摄影|摄)[)\]]?$")
_ABSTRACT = re.compile(
    r"^[\[(]?(?:摘要|内容摘要|导读|核心提示|内容提要|提要|简介|本文导读)(?:[\])]|\s*:)"
)
_PAGE_NUMBER = re.compile(
    r"^(?:[-—]+\s*\d{1,4}\s*[-—]+|第\s?\d{1,4}\s?页(?:\s?[,/]?\s?共\s?\d{1,4}\s?页)?)$"
)

_SHORT = 120
_CAPTION_LENGTH = 200
_GRAM = 8


def find(source: str) -> tuple[Region, ...]:
    """The stretches that are not the report, in order, e.g. ``首页 > 新闻 >`` and ``责任编辑：…``."""
    lines = split_lines(source)
    # Twice: where the report begins and ends is known only without its abstract and its notices.
    first, last = 0, len(lines)
    kinds: list[str | None] = []
    for _ in range(2):
        kinds = [_kind(line, lines, first, last) for line in lines]
        kept = [line for line, kind in zip(lines, kinds, strict=True) if kind is None]
        begin, end = prose_bounds(kept)
        first = kept[begin].ordinal if kept else 0
        last = kept[end - 1].ordinal + 1 if kept else len(lines)
    _fill_header(lines, kinds, first)
    _fill_related(lines, kinds, last)
    _fill_footer(lines, kinds, last)
    regions: list[Region] = []
    for line, kind in zip(lines, kinds, strict=True):
        if kind is not None:
            regions.append(Region(line.start, line.end, kind))
        else:
            regions.extend(_inside(line))
    return tuple(regions)


def _kind(line: Line, lines: Sequence[Line], first: int, last: int) -> str | None:
    text = line.text
    edge = line.ordinal < first or line.ordinal >= last
    if _ABSTRACT.match(text) and _repeats(line, lines):
        return "abstract"
    if _is_caption(line):
        return "caption"
    if _carries_the_campaign(line):
        return None
    if len(text) > _SHORT:
        return "notice" if len(_NOTICE.findall(text)) > 1 else None
    for kind, fits in _SHORT_KINDS:
        if fits(text, edge):
            return kind
    return None


def _is_notice(text: str, edge: bool) -> bool:
    return bool(_NOTICE.search(text) or (edge and _CONTACT.match(text)))


def _is_link(text: str, edge: bool) -> bool:
    return bool(_LINK_LINE.match(text) or (edge and _LINKS.search(text)))


def _is_credit(text: str, edge: bool) -> bool:
    if edge and (_BYLINE.match(text) or _DATE_AND_TIME.match(text)):
        return True
    return "。" not in text and bool(_CREDIT.match(text) or len(_CREDIT_ANYWHERE.findall(text)) > 1)


def _carries_the_campaign(line: Line) -> bool:
    """Whether a line is a paragraph of the report with figures, which no rule may mark."""
    return line.is_prose and bool(CAMPAIGN.search(line.text) and FIGURE.search(line.text))


def _repeats(line: Line, lines: Sequence[Line]) -> bool:
    """Whether most of a line stands in the other lines too (a site's abstract of its own page)."""
    others = "\n".join(other.text for other in lines if other is not line)
    text = _ABSTRACT.sub("", line.text).rstrip(".…")
    grams = [text[at : at + _GRAM] for at in range(0, max(len(text) - _GRAM, 0) + 1, _GRAM // 2)]
    return 2 * sum(gram in others for gram in grams[:200]) > len(grams[:200])


def _is_caption(line: Line) -> bool:
    text = line.text
    if len(text) > _CAPTION_LENGTH:
        return False
    return bool(
        _CAPTION.match(text)
        or _CAPTION_INSIDE.search(text)
        or (_PHOTO_CREDIT.search(text) and not _CREDIT.match(text))
    )


def _is_trail(text: str, _edge: bool) -> bool:
    if "。" in text:
        return False
    if _TRAIL_START.match(text) and ("位置" in text or len(_CRUMB.split(text)) > 2):
        return True
    parts = [part for part in _CRUMB.split(text) if part]
    return (
        len(parts) > 1
        and len(_CRUMB.findall(text)) >= 2
        and all(len(part) <= 12 and not re.search(r"[\d,;、]", part) for part in parts[:-1])
    )


def _is_menu(text: str, edge: bool) -> bool:
    parts = [part for part in _MENU_SPLIT.split(text) if part]
    if len(parts) > 3 and 3 * len(set(parts)) <= len(parts):
        return True
    if not edge or len(parts) < 3 or re.search(r"[,。;!?]", text):
        return False
    known = sum(bool(_MENU_WORDS.search(part)) for part in parts)
    short = sum(len(part) for part in parts) <= 8 * len(parts)
    return short and 2 * known >= len(parts)


_SHORT_KINDS: tuple[tuple[str, Callable[[str, bool], bool]], ...] = (
    ("page_number", lambda text, _: bool(_PAGE_NUMBER.match(text))),
    ("breadcrumb", _is_trail),
    ("share", lambda text, _: bool(_SHARE.search(text))),
    ("notice", _is_notice),
    ("link", _is_link),
    ("tools", lambda text, _: len(text) > 1 and bool(_TOOLS.match(text))),
    ("credit", _is_credit),
    ("menu", _is_menu),
)
"""What a short line may be, in this order; `edge` says it stands above or below the text."""


def _fill_header(lines: Sequence[Line], kinds: list[str | None], first: int) -> None:
    """Slogans of the site above the title: 聚合某地新闻 传播某地声音."""
    titles = [
        n
        for n in range(first)
        if kinds[n] is None and (CAMPAIGN.search(lines[n].text) or "县" in lines[n].text)
    ]
    for n in range(titles[0] if titles else 0):
        text = lines[n].text
        if kinds[n] is None and _SITE.search(text) and not re.search(r"[\d。《]", text):
            kinds[n] = "site"


def _fill_related(lines: Sequence[Line], kinds: list[str | None], last: int) -> None:
    """Headlines that stand under 相关新闻 after the report's end."""
    related = False
    for n in range(last, len(lines)):
        if kinds[n] == "link" and re.match(r"相关|推荐|热门|延伸", lines[n].text):
            related = True
        elif related and kinds[n] is None and not lines[n].is_finished:
            kinds[n] = "link"


def _fill_footer(lines: Sequence[Line], kinds: list[str | None], last: int) -> None:
    """Short lines without the campaign's words between the notices of a footer."""
    marked = [n for n in range(last, len(lines)) if kinds[n] in ("notice", "link", "menu")]
    for n in range(marked[0] if marked else 0, marked[-1] if marked else 0):
        if kinds[n] is None and not (CAMPAIGN.search(lines[n].text) or lines[n].is_prose):
            kinds[n] = "notice"


def _inside(line: Line) -> list[Region]:
    """Furniture at the end of a paragraph of the report: ``…攻坚成效。(本文编辑:某某)``."""
    tail = _CREDIT_TAIL.search(line.text[-90:])
    if tail is None:
        return []
    offset = max(len(line.text) - 90, 0) + tail.start()
    lead = len(tail.group()) - len(tail.group().lstrip())
    return [Region(line.start + offset + lead, line.end, "credit")]

"""Words that people write for a plan's own: Vietnamese, and other English, for keys and values.

Compared as ids are made (`slug`): without marks, case, spaces and hyphens. A key is looked for
among those that may stand where the word stands, so one word may be said of several.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from campaign_cli.support.text import slug

KEYS: Mapping[str, str] = {
    "activity": "hoạt động, các hoạt động, chương trình, sự kiện, event, events",
    "address": "địa chỉ",
    "after": "sau, sau khi, tiếp sau, sau hoạt động, diễn ra sau",
    "always": "luôn có, luôn chọn, bắt buộc",
    "amount": "số tiền, mức, tổng số tiền, money, sum",
    "apart": "cách nhau, khoảng cách, cách, gap, spacing",
    "at_least": "ít nhất, tối thiểu, least, minimum, min",
    "attend": "thành phần, thành phần tham dự, tham dự, người dự, attendees, participants",
    "attendance": "hình thức tham dự, cách tham dự",
    "audience": "số người, số người dự, số lượng người, quy mô, số đại biểu, people, size",
    "authority": "thẩm quyền, thẩm quyền ký",
    "basis": "căn cứ, các căn cứ",
    "beside": "song song, cùng lúc, diễn ra song song, parallel",
    "body": "đơn vị, các đơn vị, cơ quan, tổ chức, ban ngành, organisation, organization",
    "budget": "ngân sách, kinh phí, dự toán, tổng kinh phí",
    "by": "theo, cách ngày, chia theo, số ngày",
    "cal": "ngày lịch, theo ngày lịch",
    "calendar": "lịch, lịch chung",
    "campaign": "chiến dịch, đợt hoạt động, đợt, tháng hành động, kế hoạch, tuần lễ, plan",
    "capacity": "sức chứa, số chỗ, số ghế, seats",
    "choose": "chọn, số phường chọn, chọn số",
    "closed": "đóng, không tổ chức, ngày không tổ chức, ngày nghỉ, ngày đóng cửa, nghỉ, bận, "
    "holidays, closings",
    "contact": "đầu mối, liên hệ, người liên hệ, cán bộ đầu mối, cán bộ phụ trách, phụ trách",
    "cost": "chi phí, kinh phí, giá, số tiền, tiền, price, budget",
    "counts": "số liệu, các số liệu, số đếm, figures",
    "country": "quốc gia, nước",
    "currency": "tiền tệ, đơn vị tiền, đơn vị tiền tệ, loại tiền",
    "d": "số ngày, ngày trước, ngày làm việc",
    "date": "ngày, ngày tháng, ngày ký, vào ngày, day",
    "days": "các thứ, thứ, ngày trong tuần, các ngày, thứ trong tuần, số ngày, day, weekdays",
    "deputy": "người thay, cấp phó, phó, dự phòng, người dự phòng",
    "document": "văn bản, tài liệu, công văn",
    "drop": "bỏ, bỏ việc, bỏ đầu việc, xóa",
    "each": "mỗi, lặp lại",
    "email": "thư điện tử, hộp thư, mail, e-mail",
    "en": "tiếng anh, english",
    "end": "kết thúc, ngày kết thúc, ngày cuối, đến ngày, giờ kết thúc, đến, finish, end date",
    "fixed": "cố định, ngày cố định, ấn định, chốt, đã chốt",
    "from": "từ, từ ngày, bắt đầu, ngày bắt đầu, start",
    "group": "nhóm, cụm, các cụm, thuộc cụm, groups",
    "hall": "hội trường, nhà văn hóa, hội trường phường, nhà văn hóa phường",
    "hours": "giờ, thời gian, giờ giấc, giờ tổ chức, time",
    "id": "mã, mã số, định danh, ký hiệu",
    "if": "nếu, khi, điều kiện",
    "in": "riêng, tại, riêng tại, ở, riêng ở",
    "include": "bao gồm, kèm theo, gồm, tệp kèm, includes",
    "indicators": "chỉ số, chỉ tiêu, các chỉ số, các chỉ tiêu, targets",
    "indoors": "trong nhà, khi trong nhà, inside",
    "key": "chính, quan trọng, việc chính",
    "kind": "loại, loại hình, kiểu, thể loại, hình thức, type",
    "kinds": "các loại, các loại hình, loại hình, loại",
    "language": "ngôn ngữ, tiếng, lang",
    "lasts": "kéo dài, thời lượng, số buổi liền, duration",
    "law": "luật, theo luật, luật định",
    "letter": "chữ cái, chữ, ký hiệu",
    "like": "giống, như, giống như, dựa trên, base",
    "limit": "hạn mức, giới hạn, tổng, tổng kinh phí, mức trần, tổng số tiền, total",
    "max_per_day": "tối đa mỗi ngày, tối đa một ngày, số cuộc mỗi ngày, nhiều nhất mỗi ngày",
    "members": "thành viên, danh sách, người, các thành viên, people, persons",
    "name": "tên, tên gọi, họ tên, họ và tên, tên phường, tên xã, tên đơn vị, tên chiến dịch",
    "need": "nhu cầu, trọng số, cần, cần có, hộ nghèo, số hộ nghèo, cần chuẩn bị",
    "number": "số, số hiệu, số văn bản, số ký hiệu",
    "of": "trong, trong số, của, tổng số, tổng",
    "on": "vào ngày, ngày, vào, hạn, date",
    "once": "một lần, chỉ một lần",
    "open": "mở, ngày mở, ngày làm bù, làm bù, làm việc bù",
    "organiser": "cơ quan tổ chức, đơn vị tổ chức, ban tổ chức, cơ quan chủ trì, "
    "cơ quan thường trực, organizer",
    "outdoor": "ngoài trời, outdoors, outside",
    "owner": "chủ trì, đơn vị chủ trì, cơ quan chủ trì, chủ quản, đơn vị phụ trách",
    "pack": "gói, đóng gói, mỗi gói, bó",
    "parent": "cơ quan cấp trên, cấp trên, cơ quan chủ quản",
    "part": "phần, tiết mục, chương trình, nội dung",
    "per": "trên mỗi, cho mỗi, mỗi, định mức",
    "per_group": "mỗi cụm, mỗi nhóm, trong mỗi cụm",
    "phone": "điện thoại, số điện thoại, sđt, đt, di động, tel, telephone, mobile",
    "place": "địa danh, nơi ban hành, nơi ký",
    "population": "dân số, số dân, nhân khẩu",
    "prefer": "ưu tiên, mong muốn, nên",
    "preferences": "ưu tiên, các ưu tiên, trọng số, weights",
    "prepare_from": "chuẩn bị từ, ngày chuẩn bị, bắt đầu chuẩn bị",
    "preside": "chủ trì, người chủ trì, chủ tọa, lãnh đạo chủ trì",
    "private": "riêng tư, kín, bảo mật, không công khai, confidential",
    "quantity": "số lượng, số cái, tổng số, count, amount",
    "quota": "phân bổ, chỉ tiêu giao, giao chỉ tiêu, định mức, quotas",
    "ready": "có từ ngày, ngày có, sẵn sàng, sẵn sàng từ",
    "resource": "lực lượng, phương tiện, nguồn lực, báo cáo viên, resources",
    "send_by": "gửi trước, hạn gửi, gửi trước ngày, deadline",
    "session": "buổi, các buổi",
    "sessions": "buổi, các buổi, số buổi, session",
    "share_by": "chia theo, phân theo, phân chia theo, phân bổ theo",
    "short": "viết tắt, tên tắt, tên ngắn, tên viết tắt",
    "signed": "ký, người ký, chữ ký",
    "source": "nguồn, nguồn tiền, nguồn kinh phí, nguồn vốn, sources",
    "start": "bắt đầu, ngày bắt đầu, ngày đầu, từ ngày, giờ bắt đầu, từ, begin, start date",
    "supplies": "ấn phẩm, vật phẩm, vật tư, quà, tài liệu",
    "supply": "ấn phẩm, vật phẩm, vật tư, supplies",
    "task": "đầu việc, việc, nhiệm vụ, công việc, tasks",
    "tasks": "đầu việc, các đầu việc, việc, nhiệm vụ, công việc",
    "term": "cấp, loại đơn vị, cách gọi, gọi là",
    "theme": "chủ đề, thông điệp",
    "times": "số lần, số cuộc, lần, mấy lần, repeat",
    "timezone": "múi giờ, giờ địa phương, time zone",
    "title": "tên, tiêu đề, tên hoạt động, chức vụ, chức danh, tên việc, name",
    "to": "đến, đến ngày, tới, tới ngày, nơi nhận, kết thúc, ngày kết thúc, end",
    "unit": "đơn vị tính, đơn vị, đvt",
    "unit_cost": "đơn giá, giá một đơn vị, giá, price",
    "uses": "dùng, sử dụng, cần, lực lượng, phương tiện, use",
    "value": "trị giá, giá trị",
    "venue": "địa điểm, nơi tổ chức, các địa điểm, nơi, location, place",
    "vi": "tiếng việt",
    "ward": "phường, xã, các phường, các xã, thị trấn, đơn vị, địa bàn, thôn, tổ dân phố, khu phố",
    "ward_term": "gọi là, tên gọi cấp xã, cách gọi",
    "wards": "phường, các phường, xã, các xã, địa bàn, đơn vị, ward",
    "waste": "hao hụt, hao phí, dự phòng, tỷ lệ hao hụt",
    "weekly": "hằng tuần, hàng tuần, thứ, mỗi tuần",
    "who": "ai, ai làm, người làm, người thực hiện, đơn vị thực hiện",
    "why": "lý do, vì sao, vì, lí do, reason",
    "wind_up": "tổng kết, kết thúc hẳn, ngày tổng kết, kéo dài đến",
    "with": "phối hợp, cùng, đơn vị phối hợp, cơ quan phối hợp",
    "within": "bên trong, trong khuôn khổ, lồng ghép, inside",
    "workdays": "ngày làm việc, các ngày làm việc",
}
_WEEKDAYS: Mapping[str, str] = {
    "mon": "thứ hai, thứ 2, hai, t2, monday",
    "tue": "thứ ba, thứ 3, ba, t3, tuesday, tues",
    "wed": "thứ tư, thứ 4, tư, t4, wednesday, weds",
    "thu": "thứ năm, thứ 5, năm, t5, thursday, thur, thurs",
    "fri": "thứ sáu, thứ 6, sáu, t6, friday",
    "sat": "thứ bảy, thứ bẩy, thứ 7, bảy, t7, saturday",
    "sun": "chủ nhật, chúa nhật, cn, t8, thứ 8, sunday",
}
_SESSIONS: Mapping[str, str] = {
    "morning": "sáng, buổi sáng, am, mornings",
    "afternoon": "chiều, buổi chiều, trưa, pm, afternoons",
    "evening": "tối, buổi tối, đêm, night, evenings",
}
_KINDS: Mapping[str, str] = {
    "arts": "văn nghệ, giao lưu, biểu diễn, ca nhạc, hội diễn, sân khấu, concert, performance",
    "broadcast": "phát thanh, loa, truyền thanh, phát loa, radio, loudspeaker",
    "ceremony": "lễ, lễ phát động, phát động, ra quân, lễ ra quân, mít tinh, khai mạc, bế mạc, "
    "launch, opening",
    "contest": "hội thi, cuộc thi, thi, competition, quiz",
    "exhibition": "triển lãm, trưng bày, exhibit",
    "gifts": "tặng quà, trao quà, quà, gift, giving",
    "meeting": "họp, hội nghị, cuộc họp, hội thảo, sinh hoạt, tổng kết, conference, seminar",
    "parade": "diễu hành, diễu hành xe, tuyên truyền lưu động, tuần hành, march",
    "posters": "treo áp phích, áp phích, băng rôn, cổ động, pano, cổ động trực quan, poster, "
    "banners",
    "sports": "thể thao, thể dục, giải thể thao, bóng đá, bóng chuyền, chạy, sport, tournament",
    "talk": "tọa đàm, nói chuyện, tuyên truyền, nói chuyện chuyên đề, truyền thông, talks, lecture",
    "training": "tập huấn, đào tạo, lớp tập huấn, bồi dưỡng, course, workshop",
    "visit": "thăm hỏi, thăm, thăm nhà, thăm hộ, visits",
}
_WORDS: Mapping[str, str] = {
    "all": "tất cả, mọi, toàn bộ, everything, every",
    "each": "all, every, tất cả, mỗi phường, từng phường, mỗi xã, từng xã, mọi phường, các phường",
    "each-group": "mỗi cụm, từng cụm, mỗi nhóm, từng nhóm",
    "together": "chung, cùng nhau, tập trung, joint",
    "none": "không, không có, no",
    "window": "cả đợt, suốt đợt, whole",
    "share": "chia, theo phần, phần chia",
    "delegates": "đại biểu, cử đại biểu",
    "vi": "tiếng việt, việt, vn, vietnamese, việt nam",
    "en": "tiếng anh, anh, english, eng",
    "organiser": "cơ quan tổ chức, ban tổ chức, organizer",
    "owner": "chủ trì, đơn vị chủ trì",
    "host": "nơi tổ chức, chủ nhà",
    "ward": "phường, xã",
    "week": "tuần, hằng tuần, weekly",
    "day": "ngày, hằng ngày, daily",
}
_TRUE = "có, đúng, yes, y, true, x, on, co, rồi, phải, bật"
_FALSE = "không, sai, no, n, false, off, chưa, tắt, ko, k"
_REMARKS = (
    "note, notes, comment, comments, remark, remarks, ghi chú, chú ý, lưu ý, chú thích, nhận xét"
)
_LONGEST = 200
"""Letters of a list of weekdays that are looked at."""
_RANGE = re.compile(r"\s*(?:-|–|—|đến|tới|to|->)\s*")


@cache
def _index(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return what each word, as an id, may mean."""
    tables = {
        "keys": KEYS,
        "weekdays": _WEEKDAYS,
        "sessions": _SESSIONS,
        "kinds": _KINDS,
        "words": _WORDS,
    }
    found: dict[str, list[str]] = {}
    for meant, words in tables[name].items():
        for word in (meant, *words.split(", ")):
            found.setdefault(slug(word), []).append(meant)
    return {word: tuple(dict.fromkeys(all_)) for word, all_ in found.items()}


def is_remark(word: str) -> bool:
    """Return whether a key of this name would hold a remark of someone's own."""
    return slug(word) in _slugs(_REMARKS)


@cache
def _slugs(words: str) -> frozenset[str]:
    """Return words with commas between them as ids."""
    return frozenset(slug(one) for one in words.split(", "))


def key_meant(word: str, known: Collection[str]) -> str | None:
    """Return which of the keys `known` is meant by `word`."""
    return next((one for one in _index("keys").get(slug(word), ()) if one in known), None)


def weekday_meant(word: str) -> str | None:
    """Return "mon" for "Thứ Hai", "T2" or "Monday"."""
    return next(iter(_index("weekdays").get(slug(word), ())), None)


def weekdays_meant(text: str) -> tuple[str, ...]:
    """Return the weekdays of "thứ 2, thứ 4" or "mon-fri"; none where one of them is none."""
    order = tuple(_WEEKDAYS)
    found: list[str] = []
    for part in re.split(r"\s*(?:[,;/&+]|và|and)\s*", text.strip()[:_LONGEST]):
        ends = [weekday_meant(one) for one in _RANGE.split(part)]
        if None in ends or len(ends) > 2:  # noqa: PLR2004 - from and to
            return ()
        first, last = (order.index(one or "") for one in (ends[0], ends[-1]))
        found += order[first : last + 1] if first <= last else (*order[first:], *order[: last + 1])
    return tuple(dict.fromkeys(found))


def kind_meant(word: str, names: Mapping[str, Iterable[str]]) -> str | None:
    """Return the kind that `word` means, by the words for it or its `names`."""
    wanted = slug(word)
    by_word = _index("kinds").get(wanted, ())
    by_name = (
        id_ for id_, all_ in names.items() if wanted in {slug(one) for one in _names_in(all_)}
    )
    return next((one for one in (*by_name, *by_word) if one in names), None)


def _names_in(names: Iterable[str]) -> Iterable[str]:
    for name in names:
        yield from (name, *name.split(","))


def session_meant(word: str, known: Collection[str]) -> str | None:
    """Return which of the sessions `known` is meant by `word`."""
    return next((one for one in _index("sessions").get(slug(word), ()) if one in known), None)


def word_meant(word: str, allowed: Collection[str]) -> str | None:
    """Return which of the words that a key may be is meant."""
    if set(allowed) == set(_WEEKDAYS):
        return weekday_meant(word)
    return next((one for one in _index("words").get(slug(word), ()) if one in allowed), None)


def flag_meant(word: str) -> bool | None:
    """Return what "yes", "Có" or "không" means."""
    wanted = slug(word)
    for words, meant in ((_TRUE, True), (_FALSE, False)):
        if wanted in _slugs(words):
            return meant
    return None

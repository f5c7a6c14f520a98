"""A month of three wards, scheduled by hand: what golden pages and files are made of."""

from dataclasses import replace

from campaign_cli.model.plan import (
    Body,
    Budget,
    Campaign,
    Document,
    Group,
    Member,
    Part,
    Person,
    Plan,
    Quota,
    Resource,
    Source,
    Supply,
    Venue,
    Ward,
)
from campaign_cli.model.plan.kind import Kind, Lasts, TaskTemplate
from campaign_cli.model.schedule import Schedule
from helpers import builders as b
from helpers.builders import on


def task(id_: str, who: str, days: int, vi: str, need: str = "", **more: object) -> TaskTemplate:
    """Return a key task said in Vietnamese."""
    return TaskTemplate(
        **{
            "id": id_,
            "who": who,
            "days": days,
            "title": {"vi": vi},
            "need": {"vi": need} if need else None,
            "key": True,
            **more,
        }
    )


RESULTS = (
    task("results", "ward", 2, "Gửi kết quả: số liệu theo chỉ số, 3 ảnh, danh sách ký"),
    task("settle", "owner", 5, "Hoàn thiện chứng từ, thanh toán", once=True, key=False),
)


def kind(id_: str, vi: str, *tasks: TaskTemplate, **more: object) -> Kind:
    """Return a kind with its tasks and those of all kinds."""
    words = {"vi": vi, "en": id_}
    return Kind(
        **{
            "id": id_,
            "name": words,
            "unit": words,
            "letter": {"vi": vi[0].upper()},
            "tasks": (*tasks, *RESULTS),
            **more,
        }
    )


CEREMONY = kind(
    "ceremony",
    "Lễ phát động",
    task("invite", "organiser", -7, "Phát hành giấy mời, giao số đại biểu từng phường"),
    task("names", "ward", -5, "Gửi danh sách đại biểu và người nhận quà"),
    task("setup", "host", -1, "Trang trí, thử âm thanh, tổng duyệt", calendar=True),
    task("arrive", "ward", 0, "Đại biểu có mặt trước giờ khai mạc 20 phút"),
    indicators=("people", "gifts"),
)
POSTERS = kind(
    "posters",
    "Cổ động trực quan",
    task("order", "organiser", -15, "Chốt số lượng từng phường, đặt in", "bảng đặt in", once=True),
    task("sort", "organiser", -4, "Kiểm hàng in, chia gói theo phường", once=True, key=False),
    task("collect", "ward", -3, "Nhận ấn phẩm, ký giao nhận", "biên bản giao nhận"),
    task("hang", "ward", 0, "Treo xong, chụp ảnh từng điểm", "ảnh"),
    task("inspect", "ward", 5, "Kiểm tra, thay tấm rách, bạc màu", on="start", each="week"),
    task("remove", "ward", 3, "Tháo dỡ, trả lại mặt bằng", on="campaign-end"),
    indicators=("banners",),
    beside=True,
    lasts=Lasts(window=True),
)
TALK = kind(
    "talk",
    "Tọa đàm",
    task("topic", "owner", -12, "Chốt chủ đề, đề cương", "thư mời, đề cương", once=True),
    task("hall", "host", -8, "Giữ hội trường, báo giờ và địa điểm cho báo cáo viên"),
    task("invite", "host", -6, "Gửi giấy mời, vận động nam giới cùng dự", "giấy mời"),
    task("count", "host", -3, "Chốt số người dự, nhận tờ rơi", key=False),
    task("setup", "host", -1, "Thử loa, máy chiếu; nước uống", calendar=True),
    indicators=("people", "women", "men", "leaflets"),
)
GIFTS = kind(
    "gifts",
    "Tặng quà",
    task("buy", "owner", -5, "Mua, kiểm đếm, đóng gói", "hóa đơn", once=True, key=False),
    task("collect", "ward", -1, "Nhận quà, ký giao nhận", "biên bản giao nhận"),
    task("day", "ward", 0, "Trao quà, ký nhận; chỉ chụp ảnh khi được đồng ý"),
    indicators=("gifts", "households"),
    private=True,
)
ARTS = kind(
    "arts",
    "Giao lưu văn nghệ",
    task("acts", "ward", -12, "Đăng ký tiết mục, người biểu diễn, nhạc nền"),
    task("place", "host", -10, "Chốt điểm diễn, nguồn điện, chỗ để xe, nơi dự phòng khi mưa"),
    task("weather", "owner", -1, "Xem dự báo, quyết định", calendar=True, condition="outdoor"),
    indicators=("people", "acts"),
    outdoor=True,
)

INDICATORS = {
    "people": {"vi": "Số lượt người dự"},
    "women": {"vi": "Số lượt nữ dự"},
    "men": {"vi": "Số lượt nam dự"},
    "leaflets": {"vi": "Số tờ rơi"},
    "banners": {"vi": "Số băng rôn"},
    "gifts": {"vi": "Số suất quà"},
    "households": {"vi": "Số hộ"},
    "acts": {"vi": "Số tiết mục"},
}


def ward(id_: str, name: str, number: int, **more: object) -> Ward:
    """Return a ward with a contact and a deputy."""
    return Ward(
        id=id_,
        name=name,
        contact=Person(f"Công chức VH-XH phường {name}", f"024 0000 010{number}"),
        deputy=Person(f"Chủ tịch Hội LHPN phường {name}", f"024 0000 020{number}"),
        **more,
    )


def body(id_: str, name: str, short: str, number: int) -> Body:
    """Return a body with a contact and a deputy."""
    return Body(
        id=id_,
        name=name,
        short=short,
        contact=Person(f"Chuyên viên {short}", f"024 0000 000{number}"),
        deputy=Person(f"Phó Trưởng {short}", f"024 0000 001{number}"),
    )


def plan() -> Plan:
    """Return the plan: five activities, signed on 3/11 (a launch on 15/11)."""
    made = _plan()
    groups = {"ven-song": Group("ven-song", "Cụm ven sông", ("lien-mac", "tay-tuu"))}
    return replace(made, groups=groups)


def _plan() -> Plan:
    activities = (
        b.activity(
            "launch",
            kind=CEREMONY,
            title="Lễ phát động Tháng hành động",
            owner="hoi-phu-nu",
            preside="Chủ tịch UBND quận",
            attend="Lãnh đạo quận; đại biểu các phường",
            wards="together",
            delegates=True,
            venue="district-hall",
            hours="8h00–10h00",
            supplies={"gift": 5},
            parts=(Part("8h00–8h15", "Đón khách"), Part("8h15–10h00", "Khai mạc, phát động")),
            quotas=(
                Quota(id="delegates", of=60, by="population", send_by=on("8/11")),
                Quota(id="recipients", of=5, by="need", at_least=1, send_by=on("8/11")),
            ),
            indicators={"people": 250, "gifts": 5},
            cost=12_000_000,
            source="quan",
        ),
        b.activity(
            "banners",
            kind=POSTERS,
            title="Treo băng rôn, áp phích trên các trục đường",
            owner="van-hoa",
            first="9/11",
            last="15/12",
            lasts="window",
            supplies={"poster": "share"},
            indicators={"banners": 5},
        ),
        b.activity(
            "talk",
            kind=TALK,
            title="Tọa đàm phòng, chống bạo lực gia đình",
            owner="hoi-phu-nu",
            helpers=("van-hoa",),
            preside="Chủ tịch Hội LHPN phường",
            uses={"speakers": 1},
            supplies={"leaflet": 120},
            indicators={"people": 120, "women": 70, "men": 50},
            cost=3_000_000,
            source="quan",
            overrides={"lien-mac": {"cost": 2_000_000}},
        ),
        b.activity(
            "gifts",
            kind=GIFTS,
            title="Tặng quà phụ nữ có hoàn cảnh khó khăn",
            owner="hoi-phu-nu",
            preside="Phó Chủ tịch UBND quận",
            private=True,
            venue="private-house",
            uses={"speakers": 1},
            supplies={"gift": "share"},
        ),
        b.activity(
            "arts",
            kind=ARTS,
            title="Giao lưu văn nghệ “Yêu thương và chia sẻ”",
            owner="van-hoa",
            wards="each-group",
            outdoor=True,
            sessions=("evening",),
            days=(b.FRI, b.SAT, b.SUN),
            indicators={"people": 300, "acts": 12},
            cost=8_000_000,
        ),
    )
    tasked = [replace(one, tasks=one.kind.tasks) for one in activities]
    return b.plan(
        *tasked,
        groups={"ven-song": ("lien-mac", "tay-tuu")},
        wards=(
            ward("lien-mac", "Liên Mạc", 5, population=13_000, need=15),
            ward("tay-tuu", "Tây Tựu", 9, population=29_000, need=19),
            ward("xuan-dinh", "Xuân Đỉnh", 2, population=35_000, need=12),
        ),
        bodies=(
            body("ubnd-quan", "Ủy ban nhân dân quận", "UBND quận", 1),
            body("hoi-phu-nu", "Hội Liên hiệp Phụ nữ quận", "Hội LHPN", 5),
            body("van-hoa", "Trung tâm Văn hóa quận", "TT Văn hóa", 7),
        ),
        venues=(
            Venue(id="district-hall", name="Hội trường UBND quận", owner="ubnd-quan"),
            Venue(id="hall", name="Nhà văn hóa phường", ward="xuan-dinh", address="12 Đường Làng"),
            Venue(id="yard", name="Sân vận động Tây Tựu", ward="tay-tuu"),
            Venue(id="private-house", name="Nhà riêng", ward="xuan-dinh", address="Ngõ 7"),
        ),
        resources=(
            Resource(
                id="speakers",
                name="Báo cáo viên",
                quantity=2,
                members={
                    "tu-phap": Member(
                        id="tu-phap", name="Báo cáo viên Phòng Tư pháp", phone="024 0000 0311"
                    ),
                    "phu-nu": Member(id="phu-nu", name="Báo cáo viên Hội LHPN"),
                },
            ),
        ),
        supplies=(
            Supply(
                id="poster",
                name="Áp phích A2",
                unit="tờ",
                quantity=1_600,
                share_by="population",
                pack=50,
                unit_cost=15_000,
                source="quan",
                ready=on("3/11"),
            ),
            Supply(
                id="leaflet",
                name="Tờ rơi",
                unit="tờ",
                quantity=600,
                pack=50,
                waste=0.05,
                unit_cost=3_000,
                ready=on("10/11"),
            ),
            Supply(
                id="gift", name="Suất quà", unit="suất", quantity=35, share_by="need", value=600_000
            ),
        ),
        closed=(b.closing("7/12", "9/12", why="Kỳ họp HĐND quận"),),
        start="15/11",
        end="15/12",
        prepare_from="31/10",
        wind_up="23/12",
        campaign=Campaign(
            name="Tháng hành động vì bình đẳng giới năm 2022",
            theme="",
            organiser="ubnd-quan",
            start=on("15/11"),
            end=on("15/12"),
            prepare_from=on("31/10"),
            wind_up=on("23/12"),
            language="vi",
            country="VN",
            timezone="Asia/Ho_Chi_Minh",
            ward_term="phường",
        ),
        document=Document(date=on("3/11")),
        tasks=(
            task("report", "ward", 0, "Gửi báo cáo kết quả Tháng hành động", date=on("20/12")),
            task("report-city", "organiser", 0, "Báo cáo thành phố", date=on("23/12")),
        ),
        budget=Budget(
            limit=90_000_000, sources={"quan": Source("quan", "Ngân sách quận", 50_000_000)}
        ),
        indicators=INDICATORS,
        digest="0123456789abcdef" * 4,
    )


def schedule(its_plan: Plan) -> Schedule:
    """Return its schedule, made by hand."""
    who = {"speakers": ("tu-phap",)}
    return b.schedule(
        its_plan,
        b.booking(its_plan, "launch", "15/11"),
        *(b.booking(its_plan, f"banners@{one}") for one in its_plan.wards),
        b.booking(its_plan, "talk@lien-mac", "24/11", "afternoon", people=who),
        b.booking(its_plan, "talk@tay-tuu", "24/11", people=who),
        b.booking(its_plan, "talk@xuan-dinh", "25/11", "afternoon", venue="hall", people=who),
        b.booking(its_plan, "gifts@lien-mac", "6/12"),
        b.booking(its_plan, "gifts@tay-tuu", "1/12"),
        b.booking(its_plan, "gifts@xuan-dinh", "29/11", people={"speakers": ("phu-nu",)}),
        b.booking(its_plan, "arts@ven-song", "26/11", "evening", venue="yard"),
        revision=1,
    )

"""The articles that the old portals of the tests show, field by field."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@dataclass(frozen=True)
class Story:
    """What a page of an old portal says; `paragraphs` are the text's own, in their order."""

    title: str
    moment: datetime
    category: str
    paragraphs: tuple[str, ...]
    summary: str = ""
    byline: str = ""
    source: str = ""
    signature: str = ""
    table: tuple[tuple[str, ...], ...] = ()
    picture: str = ""
    file: str = ""
    related: tuple[str, ...] = field(
        default=(
            "Sở Khoa học và Công nghệ làm việc với huyện Châu Phú về chuyển đổi số",
            "Tập huấn kỹ năng số cho cán bộ xã, phường năm 2024",
            "Kết quả giải quyết thủ tục hành chính trong tháng 10",
            "Thông báo lịch tiếp công dân của Giám đốc Sở quý IV",
            "Phát động cuộc thi sáng tạo thanh thiếu niên nhi đồng",
        )
    )

    def body(self) -> str:
        """The markup of the text, as an editor of the old portal wrote it."""
        blocks = [f'<p style="text-align: justify;">{text}</p>' for text in self.paragraphs]
        if self.picture:
            blocks.insert(1, f'<p align="center"><img src="{self.picture}" width="600" alt=""></p>')
        if self.table:
            rows = "".join(
                "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in self.table
            )
            blocks.append(f'<table border="1" width="100%"><tbody>{rows}</tbody></table>')
        if self.file:
            blocks.append(f'<p>Xem toàn văn <a href="{self.file}">tại đây</a>.</p>')
        if self.signature:
            blocks.append(f'<p style="text-align: right;"><strong>{self.signature}</strong></p>')
        return "\n".join(blocks)


STORIES = (
    Story(
        "Hội nghị sơ kết công tác cải cách hành chính 6 tháng đầu năm",
        datetime(2024, 7, 5, 9, 50, tzinfo=ZONE),
        "Cải cách hành chính",
        (
            "Sáng ngày 04/7/2024, Sở Khoa học và Công nghệ tổ chức hội nghị sơ kết công tác cải cách hành"
            " chính 6 tháng đầu năm, triển khai nhiệm vụ trọng tâm 6 tháng cuối năm 2024.",
            "Dự hội nghị có đại diện Văn phòng Ủy ban nhân dân tỉnh, các phòng chuyên môn và đơn vị trực thuộc.",
            "Theo báo cáo, tỷ lệ hồ sơ giải quyết đúng hạn đạt 99,2%; 100% văn bản được phát hành trên môi"
            " trường mạng. Nguồn: Văn phòng Sở.",
            "Kết luận hội nghị, Giám đốc Sở yêu cầu các phòng khắc phục ngay những hạn chế đã nêu.",
        ),
        summary="Tỷ lệ hồ sơ giải quyết đúng hạn đạt 99,2%, cao hơn cùng kỳ năm trước.",
        byline="Nguyễn Thị Hồng",
        source="Báo An Giang",
        signature="NTH",
        picture="/uploads/news/2024_07/hoi-nghi.jpg",
    ),
    Story(
        "Thông báo tuyển dụng viên chức năm 2023",
        datetime(2023, 3, 1, 8, 5, tzinfo=ZONE),
        "Thông báo",
        (
            "Căn cứ Kế hoạch số 15/KH-SKHCN ngày 20/02/2023, Sở thông báo tuyển dụng viên chức như sau:",
            "1. Số lượng: 03 người, làm việc tại Trung tâm Ứng dụng tiến bộ khoa học.",
            "2. Thời gian nhận hồ sơ: từ ngày 06/3/2023 đến hết ngày 04/4/2023, trong giờ hành chính.",
            "3. Địa điểm: Văn phòng Sở, số 269A Trần Hưng Đạo, thành phố Long Xuyên.",
        ),
        file="/upload/van-ban/15-kh.pdf",
        table=(("Vị trí", "Số lượng"), ("Kỹ thuật viên", "02"), ("Kế toán", "01")),
    ),
    Story(
        "Ra mắt mô hình “Chính quyền thân thiện” tại xã Vĩnh Thạnh Trung",
        datetime(2022, 11, 30, 15, 30, tzinfo=ZONE),
        "Tin hoạt động",
        (
            "Chiều 29/11, xã Vĩnh Thạnh Trung ra mắt mô hình “Chính quyền thân thiện, vì Nhân dân phục vụ”.",
            "Mô hình có 5 tiêu chí, tập trung vào thái độ phục vụ của cán bộ, công chức khi tiếp xúc với người dân.",
            "Ông Trần Văn Út, Chủ tịch Ủy ban nhân dân xã, cho biết: “Chúng tôi muốn người dân đến trụ sở như đến"
            " nhà mình, được đón tiếp chu đáo và được giải thích rõ ràng”.",
        ),
        summary="Xã Vĩnh Thạnh Trung là đơn vị thứ ba của huyện ra mắt mô hình này.",
        byline="Minh Hà",
        signature="Minh Hà",
        picture="/Portals/0/Images/ra-mat.png",
    ),
    Story(
        "Hướng dẫn nộp hồ sơ trực tuyến trên Cổng dịch vụ công",
        datetime(2021, 9, 7, 7, 0, tzinfo=ZONE),
        "Chuyển đổi số",
        (
            "Để nộp hồ sơ trực tuyến, tổ chức và cá nhân đăng nhập Cổng dịch vụ công bằng tài khoản định danh"
            " điện tử, chọn thủ tục cần làm rồi kê khai theo mẫu.",
            "Hồ sơ được tiếp nhận 24 giờ mỗi ngày; kết quả được gửi qua tin nhắn và thư điện tử.",
            "Mọi thắc mắc xin liên hệ Bộ phận Một cửa của Sở trong giờ hành chính để được hướng dẫn thêm.",
        ),
        source="Cổng dịch vụ công quốc gia",
    ),
)

"""The demo site's official documents: every number, name and sentence is invented, and each file is written here."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsapp.accounts.models import User
from newsapp.clock import local_date
from newsapp.demo.paper import Line, pdf
from newsapp.documents import workflow
from newsapp.documents.content import DocumentContent, FileLink
from newsapp.documents.kinds import Kind, Relation, kind_names
from newsapp.media import attachments, library
from newsapp.media.attachments import StoredAttachment

OWN, PROVINCE, COUNCIL = (
    "Sở Khoa học và Công nghệ tỉnh Hưng Lạc",
    "Ủy ban nhân dân tỉnh Hưng Lạc",
    "Hội đồng nhân dân tỉnh Hưng Lạc",
)
DIRECTOR, DEPUTY, CHAIR = "Lâm Quang Vịnh", "Trần Thị Hoài Thu", "Đặng Khắc Sinh"


@dataclass(frozen=True, slots=True)
class DemoDocument:
    """days_ago: when it was issued; in_force: days from then on until it takes effect; lasts: days until it ends."""

    number: str
    kind: Kind
    body: str
    signer: str
    subject: str
    abstract: str
    days_ago: int
    text: str
    in_force: int | None = None
    lasts: int | None = None
    replaces: str = ""


DOCUMENTS = (
    DemoDocument("07/QĐ-UBND", Kind.DECISION, PROVINCE, CHAIR, "Quản lý khoa học",
        "Ban hành Quy định quản lý nhiệm vụ khoa học và công nghệ cấp tỉnh", 2500,
        "Quy định gồm bốn chương về đề xuất, tuyển chọn, theo dõi và nghiệm thu nhiệm vụ cấp tỉnh.", 10, 2462),
    DemoDocument("14/QĐ-UBND", Kind.DECISION, PROVINCE, CHAIR, "Quản lý khoa học",
        "Ban hành Quy định quản lý nhiệm vụ khoa học và công nghệ cấp tỉnh", 48,
        "Hồ sơ đề xuất được nhận trực tuyến quanh năm; hội đồng họp mỗi quý và công khai kết quả.", 10,
        replaces="07/QĐ-UBND"),
    DemoDocument("31/NQ-HĐND", Kind.RESOLUTION, COUNCIL, CHAIR, "Ngân sách",
        "Về mức chi hỗ trợ đổi mới sáng tạo cho doanh nghiệp nhỏ trên địa bàn tỉnh giai đoạn 2026 - 2030", 130,
        "Mỗi doanh nghiệp được hỗ trợ một lần, không quá ba trăm triệu đồng cho một sản phẩm mới.", 15),
    DemoDocument("115/QĐ-SKHCN", Kind.DECISION, OWN, DIRECTOR, "Tổ chức cán bộ",
        "Về việc thành lập Tổ hỗ trợ sở hữu trí tuệ cho hợp tác xã", 21,
        "Tổ gồm năm thành viên, làm việc tại các xã theo lịch hằng tháng và báo cáo vào ngày cuối tháng.", 0),
    DemoDocument("118/QĐ-SKHCN", Kind.DECISION, OWN, DIRECTOR, "Đo lường",
        "Phê duyệt chương trình kiểm định lưu động cân đồng hồ lò xo tại các chợ", 6,
        "Mười bốn chợ có điểm cân đối chứng; cân sai quá mức cho phép được hướng dẫn sửa miễn phí.", 25),
    DemoDocument("42/KH-SKHCN", Kind.PLAN, OWN, DEPUTY, "An toàn bức xạ",
        "Kế hoạch diễn tập ứng phó sự cố bức xạ cấp cơ sở năm 2026", 75,
        "Diễn tập gồm hai tình huống: thất lạc nguồn và rò rỉ khi vận chuyển.", 0, 320),
    DemoDocument("09/TB-SKHCN", Kind.NOTICE, OWN, DEPUTY, "Hành chính",
        "Thông báo lịch tiếp công dân định kỳ quý IV", 40,
        "Lãnh đạo Sở tiếp công dân vào sáng ngày 15 hằng tháng tại phòng số 2, tầng một."),
    DemoDocument("520/SKHCN-QLCN", Kind.LETTER, OWN, DEPUTY, "Công nghệ",
        "Về việc lấy ý kiến góp ý danh mục công nghệ khuyến khích chuyển giao", 12,
        "Đề nghị các đơn vị gửi ý kiến trước khi hết tháng; quá hạn xem như thống nhất."),
    DemoDocument("03/CT-UBND", Kind.DIRECTIVE, PROVINCE, CHAIR, "Chuyển đổi số",
        "Về tăng cường sử dụng dữ liệu mở trong giải quyết thủ tục hành chính", 200,
        "Cơ quan không yêu cầu người dân nộp lại giấy tờ đã có trong cơ sở dữ liệu dùng chung.", 0),
    DemoDocument("66/BC-SKHCN", Kind.REPORT, OWN, DIRECTOR, "Quản lý khoa học",
        "Báo cáo kết quả thực hiện nhiệm vụ khoa học và công nghệ chín tháng đầu năm", 55,
        "Chín nhiệm vụ được nghiệm thu, trong đó bảy nhiệm vụ đã có nơi nhận chuyển giao."),
    DemoDocument("05/HD-SKHCN", Kind.GUIDANCE, OWN, DEPUTY, "Sở hữu trí tuệ",
        "Hướng dẫn lập hồ sơ đăng ký nhãn hiệu chứng nhận cho sản phẩm của xã", 400,
        "Hồ sơ gồm tờ khai, quy chế sử dụng nhãn hiệu và bản đồ vùng sản xuất.", 0),
    DemoDocument("22/TTr-SKHCN", Kind.PROPOSAL, OWN, DIRECTOR, "Ngân sách",
        "Về việc bổ sung kinh phí mua thiết bị quan trắc độ mặn tự động", 9,
        "Sở trình xem xét sáu trạm quan trắc đặt ở các cửa sông, số liệu công khai theo giờ."),
)  # fmt: skip


def write_files() -> list[StoredAttachment]:
    """Keep the file of each document; outside any transaction, as all work on files."""
    return [
        attachments.store(io.BytesIO(_paper(document)), f"{document.number.replace('/', '-')}.pdf")
        for document in DOCUMENTS
    ]


def publish(files: list[StoredAttachment], *, actor: User, at: datetime) -> None:
    """Add and publish them all, each with its file, as if on the days on which they were issued."""
    known: dict[str, int] = {}
    today = local_date(at)
    for document, stored in zip(DOCUMENTS, files, strict=True):
        issued = today - timedelta(days=document.days_ago)
        file = library.add_attachment(stored, actor=actor, at=at)
        content = DocumentContent(
            number=document.number,
            kind=document.kind,
            issuing_body=document.body,
            abstract=document.abstract,
            issued_on=issued,
            effective_on=None if document.in_force is None else issued + timedelta(days=document.in_force),
            expires_on=None if document.lasts is None else issued + timedelta(days=document.lasts),
            signer=document.signer,
            subject=document.subject,
            relation=Relation.REPLACES if document.replaces else "",
            relates_to_id=known.get(document.replaces),
            files=(FileLink(file.id, f"Toàn văn {document.number}"),),
        )
        made = workflow.create(content, actor=actor, at=at)
        workflow.publish(made, actor=actor, at=at)
        known[document.number] = made.id


def _paper(document: DemoDocument) -> bytes:
    heading = kind_names()[document.kind].upper()
    return pdf(
        [
            Line(document.body.upper(), "middle"),
            Line(f"Số: {document.number}"),
            Line(""),
            Line(heading, "middle"),
            Line(document.abstract, "middle"),
            Line(""),
            Line(document.text),
            Line("Văn bản này chỉ để minh họa: cơ quan, con người và số liệu đều được hư cấu."),
            Line(""),
            Line(document.signer, "right"),
        ]
    )

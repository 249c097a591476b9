CREATE TABLE public.account_link (
    id integer NOT NULL,
    user_id integer NOT NULL,
    purpose character varying(20) NOT NULL,
    digest character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    ended_at timestamp with time zone,
    CONSTRAINT ck_account_link_purpose CHECK (purpose IN ('invitation', 'password'))
);
CREATE SEQUENCE public.account_link_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.account_link_id_seq OWNED BY public.account_link.id;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.article (
    id integer NOT NULL,
    version integer NOT NULL,
    live_version integer,
    go_live_at timestamp with time zone,
    expire_at timestamp with time zone,
    first_published_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    trashed_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    owner_id integer,
    title character varying(300) NOT NULL,
    summary text NOT NULL,
    body text NOT NULL,
    byline character varying(200) NOT NULL,
    signature character varying(100) NOT NULL,
    source character varying(300) NOT NULL,
    published_on date,
    category_id integer,
    cover_id integer,
    cover_alt character varying(300) NOT NULL,
    attachments json NOT NULL,
    cover_decorative boolean DEFAULT false NOT NULL,
    cover_caption character varying(300) DEFAULT ''::character varying NOT NULL,
    cover_credit character varying(100) DEFAULT ''::character varying NOT NULL,
    tags json DEFAULT '[]'::json NOT NULL,
    address character varying(100),
    language character varying(2) DEFAULT 'vi'::character varying NOT NULL,
    revised_at timestamp with time zone,
    pinned_until timestamp with time zone,
    submitted_at timestamp with time zone,
    submitted_version integer,
    sent_back_at timestamp with time zone,
    submitted_by_id integer,
    sent_back_by_id integer,
    sent_back_comment text DEFAULT ''::text NOT NULL,
    planned_for timestamp with time zone,
    cover_focus character varying(7) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT ck_article_address CHECK ((((address IS NULL) = (category_id IS NOT NULL)) OR \
((address IS NULL) AND (live_version IS NULL)))),
    CONSTRAINT ck_article_go_live_at CHECK (((live_version IS NULL) OR (go_live_at IS NOT NULL))),
    CONSTRAINT ck_article_live_version CHECK (((live_version IS NULL) OR (live_version <= \
version)))
);
CREATE SEQUENCE public.article_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.article_id_seq OWNED BY public.article.id;
CREATE TABLE public.article_tag (
    article_id integer NOT NULL,
    tag_id integer NOT NULL
);
CREATE TABLE public.attachment (
    id integer NOT NULL,
    digest character varying(32) NOT NULL,
    filename character varying(200) NOT NULL,
    extension character varying(10) NOT NULL,
    size integer NOT NULL,
    uploaded_by_id integer,
    created_at timestamp with time zone NOT NULL,
    text text DEFAULT ''::text NOT NULL,
    is_scan boolean DEFAULT false NOT NULL
);
CREATE SEQUENCE public.attachment_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.attachment_id_seq OWNED BY public.attachment.id;
CREATE TABLE public.audit_event (
    id integer NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_id integer,
    action character varying(40) NOT NULL,
    target_type character varying(40) NOT NULL,
    target_id integer NOT NULL,
    details json NOT NULL
);
CREATE SEQUENCE public.audit_event_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.audit_event_id_seq OWNED BY public.audit_event.id;
CREATE TABLE public.autosave (
    id integer NOT NULL,
    user_id integer NOT NULL,
    key character varying(32) NOT NULL,
    article_id integer,
    fields json NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    tab character varying(12) DEFAULT ''::character varying NOT NULL
);
CREATE SEQUENCE public.autosave_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.autosave_id_seq OWNED BY public.autosave.id;
CREATE TABLE public.category (
    id integer NOT NULL,
    name character varying(100) NOT NULL,
    slug character varying(100) NOT NULL,
    description character varying(300) NOT NULL,
    "position" integer NOT NULL,
    parent_id integer,
    is_hidden boolean DEFAULT false NOT NULL
);
CREATE SEQUENCE public.category_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.category_id_seq OWNED BY public.category.id;
CREATE TABLE public.deleted_article (
    id integer NOT NULL,
    first_published_at timestamp with time zone NOT NULL,
    deleted_at timestamp with time zone NOT NULL
);
CREATE TABLE public.document (
    id integer NOT NULL,
    number character varying(100) NOT NULL,
    kind character varying(20) NOT NULL,
    issuing_body character varying(200) NOT NULL,
    signer character varying(200) NOT NULL,
    subject character varying(200) NOT NULL,
    abstract text NOT NULL,
    issued_on date NOT NULL,
    effective_on date,
    expires_on date,
    legal_state character varying(30) NOT NULL,
    relation character varying(20) NOT NULL,
    relates_to_id integer,
    number_key character varying(100) NOT NULL,
    body_slug character varying(100) NOT NULL,
    folded text NOT NULL,
    version integer NOT NULL,
    go_live_at timestamp with time zone,
    first_published_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    trashed_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    owner_id integer,
    updated_by_id integer,
    planned_for timestamp with time zone,
    CONSTRAINT ck_document_relation CHECK ((((relation)::text = ''::text) = (relates_to_id IS \
NULL)))
);
CREATE TABLE public.document_file (
    document_id integer NOT NULL,
    attachment_id integer NOT NULL,
    "position" integer NOT NULL,
    title character varying(200) NOT NULL
);
CREATE SEQUENCE public.document_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.document_id_seq OWNED BY public.document.id;
CREATE TABLE public.form_key (
    user_id integer NOT NULL,
    key character varying(32) NOT NULL,
    article_id integer NOT NULL,
    made_at timestamp with time zone NOT NULL
);
CREATE TABLE public.former_address (
    area character varying(20) NOT NULL,
    slug character varying(100) NOT NULL,
    target_id integer NOT NULL
);
CREATE TABLE public.latest_text (
    article_id integer NOT NULL,
    version integer NOT NULL,
    title_key character varying(400) NOT NULL,
    title text NOT NULL,
    text text NOT NULL
);
CREATE TABLE public.media_use (
    article_id integer NOT NULL,
    digest character varying(32) NOT NULL
);
CREATE TABLE public.menu_entry (
    id integer NOT NULL,
    kind character varying(20) NOT NULL,
    label character varying(100) NOT NULL,
    address character varying(500) NOT NULL,
    category_id integer,
    page_id integer,
    tag_id integer,
    parent_id integer,
    "position" integer NOT NULL,
    CONSTRAINT ck_menu_entry_category CHECK ((((kind)::text = 'category'::text) = (category_id IS \
NOT NULL))),
    CONSTRAINT ck_menu_entry_link CHECK ((((kind)::text = 'link'::text) = ((address)::text <> \
''::text))),
    CONSTRAINT ck_menu_entry_page CHECK ((((kind)::text = 'page'::text) = (page_id IS NOT NULL))),
    CONSTRAINT ck_menu_entry_tag CHECK ((((kind)::text = 'tag'::text) = (tag_id IS NOT NULL)))
);
CREATE SEQUENCE public.menu_entry_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.menu_entry_id_seq OWNED BY public.menu_entry.id;
CREATE TABLE public.picture (
    id integer NOT NULL,
    digest character varying(32) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    filename character varying(200) NOT NULL,
    uploaded_by_id integer,
    created_at timestamp with time zone NOT NULL,
    description character varying(300) DEFAULT ''::character varying NOT NULL,
    search_text text DEFAULT ''::text NOT NULL
);
CREATE SEQUENCE public.picture_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.picture_id_seq OWNED BY public.picture.id;
CREATE TABLE public.presence (
    user_id integer NOT NULL,
    key character varying(32) NOT NULL,
    tab character varying(12) NOT NULL,
    article_id integer,
    seen_at timestamp with time zone NOT NULL,
    is_open boolean NOT NULL,
    number integer NOT NULL,
    saved_version integer
);
CREATE TABLE public.recovery_code (
    digest character varying(64) NOT NULL,
    user_id integer NOT NULL
);
CREATE TABLE public.revision (
    id integer NOT NULL,
    article_id integer NOT NULL,
    number integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by_id integer,
    body_policy integer NOT NULL,
    title character varying(300) NOT NULL,
    summary text NOT NULL,
    body text NOT NULL,
    byline character varying(200) NOT NULL,
    signature character varying(100) NOT NULL,
    source character varying(300) NOT NULL,
    published_on date,
    category_id integer,
    cover_id integer,
    cover_alt character varying(300) NOT NULL,
    attachments json NOT NULL,
    cover_decorative boolean DEFAULT false NOT NULL,
    cover_caption character varying(300) DEFAULT ''::character varying NOT NULL,
    cover_credit character varying(100) DEFAULT ''::character varying NOT NULL,
    tags json DEFAULT '[]'::json NOT NULL,
    language character varying(2) DEFAULT 'vi'::character varying NOT NULL,
    cover_focus character varying(7) DEFAULT ''::character varying NOT NULL
);
CREATE SEQUENCE public.revision_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.revision_id_seq OWNED BY public.revision.id;
CREATE TABLE public.revision_media (
    revision_id integer NOT NULL,
    digest character varying(32) NOT NULL
);
CREATE TABLE public.search_entry (
    id bigint NOT NULL,
    article_id integer,
    version integer NOT NULL,
    form integer NOT NULL,
    title text NOT NULL,
    summary text NOT NULL,
    body text NOT NULL,
    more text NOT NULL,
    title_fold text NOT NULL,
    summary_fold text NOT NULL,
    body_fold text NOT NULL,
    more_fold text NOT NULL,
    files_fold text NOT NULL,
    exact_words tsvector GENERATED ALWAYS AS ((((setweight(to_tsvector('simple'::regconfig, \
title), 'A'::"char") || setweight(to_tsvector('simple'::regconfig, summary), 'B'::"char")) || \
setweight(to_tsvector('simple'::regconfig, body), 'C'::"char")) || \
setweight(to_tsvector('simple'::regconfig, more), 'C'::"char"))) STORED,
    fold_words tsvector GENERATED ALWAYS AS (((((setweight(to_tsvector('simple'::regconfig, \
title_fold), 'A'::"char") || setweight(to_tsvector('simple'::regconfig, summary_fold), \
'B'::"char")) || setweight(to_tsvector('simple'::regconfig, body_fold), 'C'::"char")) || \
setweight(to_tsvector('simple'::regconfig, more_fold), 'C'::"char")) || \
setweight(to_tsvector('simple'::regconfig, files_fold), 'D'::"char"))) STORED
);
CREATE TABLE public.second_factor (
    user_id integer NOT NULL,
    seed character varying(64) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    last_step bigint NOT NULL
);
CREATE TABLE public.sign_in_failures (
    key character varying(32) NOT NULL,
    count integer NOT NULL,
    since timestamp with time zone NOT NULL
);
CREATE TABLE public.site_identity (
    id integer NOT NULL,
    name character varying(200) NOT NULL,
    parent_body character varying(200) NOT NULL,
    address character varying(300) NOT NULL,
    phone character varying(100) NOT NULL,
    email character varying(254) NOT NULL,
    responsible character varying(200) NOT NULL,
    licence character varying(300) NOT NULL,
    name_en character varying(200) DEFAULT ''::character varying NOT NULL,
    parent_body_en character varying(200) DEFAULT ''::character varying NOT NULL,
    address_en character varying(300) DEFAULT ''::character varying NOT NULL,
    language character varying(2) DEFAULT ''::character varying NOT NULL,
    colour character varying(6) DEFAULT ''::character varying NOT NULL,
    links json DEFAULT '[]'::json NOT NULL,
    logo_id integer,
    CONSTRAINT ck_site_identity_single CHECK ((id = 1))
);
CREATE SEQUENCE public.site_identity_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.site_identity_id_seq OWNED BY public.site_identity.id;
CREATE TABLE public.tag (
    id integer NOT NULL,
    name character varying(60) NOT NULL,
    slug character varying(100) NOT NULL
);
CREATE SEQUENCE public.tag_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.tag_id_seq OWNED BY public.tag.id;
CREATE TABLE public.user_account (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(100) NOT NULL,
    role character varying(20) NOT NULL,
    password_hash character varying(200) NOT NULL,
    session_epoch integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_signed_in_at timestamp with time zone,
    disabled_at timestamp with time zone,
    CONSTRAINT ck_user_account_role CHECK (role IN ('writer', 'editor', 'administrator'))
);
CREATE SEQUENCE public.user_account_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.user_account_id_seq OWNED BY public.user_account.id;
ALTER TABLE ONLY public.account_link ALTER COLUMN id SET DEFAULT \
nextval('public.account_link_id_seq'::regclass);
ALTER TABLE ONLY public.article ALTER COLUMN id SET DEFAULT \
nextval('public.article_id_seq'::regclass);
ALTER TABLE ONLY public.attachment ALTER COLUMN id SET DEFAULT \
nextval('public.attachment_id_seq'::regclass);
ALTER TABLE ONLY public.audit_event ALTER COLUMN id SET DEFAULT \
nextval('public.audit_event_id_seq'::regclass);
ALTER TABLE ONLY public.autosave ALTER COLUMN id SET DEFAULT \
nextval('public.autosave_id_seq'::regclass);
ALTER TABLE ONLY public.category ALTER COLUMN id SET DEFAULT \
nextval('public.category_id_seq'::regclass);
ALTER TABLE ONLY public.document ALTER COLUMN id SET DEFAULT \
nextval('public.document_id_seq'::regclass);
ALTER TABLE ONLY public.menu_entry ALTER COLUMN id SET DEFAULT \
nextval('public.menu_entry_id_seq'::regclass);
ALTER TABLE ONLY public.picture ALTER COLUMN id SET DEFAULT \
nextval('public.picture_id_seq'::regclass);
ALTER TABLE ONLY public.revision ALTER COLUMN id SET DEFAULT \
nextval('public.revision_id_seq'::regclass);
ALTER TABLE ONLY public.site_identity ALTER COLUMN id SET DEFAULT \
nextval('public.site_identity_id_seq'::regclass);
ALTER TABLE ONLY public.tag ALTER COLUMN id SET DEFAULT nextval('public.tag_id_seq'::regclass);
ALTER TABLE ONLY public.user_account ALTER COLUMN id SET DEFAULT \
nextval('public.user_account_id_seq'::regclass);
INSERT INTO public.account_link VALUES (1, 4, 'invitation', \
'36aa02ec1e07f09a1afb02ecf9cf8a57fb42bcbafdc67d34285fbd9247775c04', '2024-11-03 07:30:00+00', \
'2024-11-10 07:30:00+00', NULL, NULL);
INSERT INTO public.alembic_version VALUES ('0016');
INSERT INTO public.article VALUES (1, 2, 1, '2024-11-05 19:30:00+00', NULL, '2024-11-05 \
19:30:00+00', NULL, NULL, '2024-11-05 14:30:00+00', '2024-11-06 05:30:00+00', 3, 'Chợ nổi “Cái Bè” \
họp lại & đông vui', 'Chợ đã họp lại.', '<h2>Sáng sớm</h2>
<p>Thuyền đặt bánh, cá; ghe.</p>
<figure><img width="640" height="400" src="/media/a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1-640.jpg" \
alt="Chợ nổi"><figcaption>Ảnh</figcaption></figure>', 'Nguyễn An', 'NA', 'Báo Hưng Lạc', \
'2024-11-05', 1, 1, 'Thuyền trên sông', '[{"id": 1, "title": "K\u1ebf ho\u1ea1ch"}]', false, 'Bến \
sáng', 'A. Minh', '["Ch\u1ee3 n\u1ed5i", "Du l\u1ecbch"]', NULL, 'vi', '2024-11-05 19:30:00+00', \
'2035-01-01 00:00:00+00', NULL, NULL, NULL, NULL, NULL, '', NULL, '30 70');
INSERT INTO public.article VALUES (2, 1, 1, '2024-11-06 15:30:00+00', NULL, '2024-11-06 \
15:30:00+00', NULL, NULL, '2024-11-06 10:30:00+00', '2024-11-06 15:30:00+00', 3, 'Floating market \
is back', '', '<p>Every morning.</p>', '', '', '', '2024-11-06', 2, NULL, '', '[]', false, '', '', \
'["Ch\u1ee3 n\u1ed5i"]', NULL, 'en', '2024-11-06 15:30:00+00', NULL, NULL, NULL, NULL, NULL, NULL, \
'', NULL, '');
INSERT INTO public.article VALUES (3, 1, 1, '2024-11-07 01:30:00+00', NULL, '2024-11-07 \
01:30:00+00', '2024-11-07 06:30:00+00', NULL, '2024-11-06 20:30:00+00', '2024-11-07 06:30:00+00', \
3, 'Bài đã gỡ', '', '<p>Nội dung.</p>', '', '', '', '2024-11-07', 1, NULL, '', '[]', false, '', \
'', '[]', NULL, 'vi', '2024-11-07 01:30:00+00', NULL, NULL, NULL, NULL, NULL, NULL, '', NULL, '');
INSERT INTO public.article VALUES (4, 1, NULL, NULL, NULL, NULL, NULL, '2024-11-07 16:30:00+00', \
'2024-11-07 11:30:00+00', '2024-11-07 16:30:00+00', 3, 'Bài trong thùng rác', '', '<p>Nội \
dung.</p>', '', '', '', NULL, 1, NULL, '', '[]', false, '', '', '[]', NULL, 'vi', NULL, NULL, \
NULL, NULL, NULL, NULL, NULL, '', NULL, '');
INSERT INTO public.article VALUES (5, 1, NULL, NULL, NULL, NULL, NULL, NULL, '2024-11-07 \
21:30:00+00', '2024-11-08 02:30:00+00', 3, '', '', '<p>Nháp chưa có chuyên mục.</p>', '', '', '', \
NULL, NULL, NULL, '', '[]', false, '', '', '[]', NULL, 'vi', NULL, NULL, NULL, NULL, NULL, NULL, \
NULL, '', '2035-02-02 01:00:00+00', '');
INSERT INTO public.article VALUES (6, 1, NULL, NULL, NULL, NULL, NULL, NULL, '2024-11-08 \
07:30:00+00', '2024-11-08 12:30:00+00', 3, 'Bài chờ duyệt', '', '<p>Nội dung.</p>', '', '', '', \
NULL, 1, NULL, '', '[]', false, '', '', '[]', NULL, 'vi', NULL, NULL, '2024-11-08 12:30:00+00', 1, \
NULL, 3, NULL, '', NULL, '');
INSERT INTO public.article VALUES (7, 1, NULL, NULL, NULL, NULL, NULL, NULL, '2024-11-08 \
17:30:00+00', '2024-11-09 03:30:00+00', 3, 'Bài trả lại', '', '<p>Nội dung.</p>', '', '', '', \
NULL, 1, NULL, '', '[]', false, '', '', '[]', NULL, 'vi', NULL, NULL, NULL, NULL, '2024-11-09 \
03:30:00+00', NULL, 2, 'Thiếu số liệu năm 2023.', NULL, '');
INSERT INTO public.article VALUES (8, 1, 1, '2035-03-03 00:00:00+00', '2035-04-04 00:00:00+00', \
'2035-03-03 00:00:00+00', NULL, NULL, '2024-11-09 08:30:00+00', '2024-11-09 13:30:00+00', 3, 'Bài \
hẹn giờ', '', '<p>Nội dung.</p>', '', '', '', '2035-03-03', 1, NULL, '', '[]', false, '', '', \
'[]', NULL, 'vi', '2035-03-03 00:00:00+00', NULL, NULL, NULL, NULL, NULL, NULL, '', NULL, '');
INSERT INTO public.article VALUES (10, 1, 1, '2024-11-10 19:30:00+00', NULL, '2024-11-10 \
19:30:00+00', NULL, NULL, '2024-11-10 14:30:00+00', '2024-11-10 19:30:00+00', 2, 'Giới thiệu', '', \
'<p>Chức năng, nhiệm vụ.</p>', '', '', '', '2024-11-11', NULL, NULL, '', '[]', false, '', '', \
'[]', 'gioi-thieu', 'vi', '2024-11-10 19:30:00+00', NULL, NULL, NULL, NULL, NULL, NULL, '', NULL, \
'');
INSERT INTO public.article_tag VALUES (1, 1);
INSERT INTO public.article_tag VALUES (1, 2);
INSERT INTO public.article_tag VALUES (2, 1);
INSERT INTO public.attachment VALUES (1, 'b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2', 'kế hoạch.pdf', \
'pdf', 2048, 3, '2024-11-05 04:30:00+00', 'Nội dung kế hoạch
năm 2025', false);
INSERT INTO public.audit_event VALUES (1, '2024-11-02 06:30:00+00', NULL, 'user.add', \
'user_account', 1, '{"email": "the.administrator@hunglac.example", "role": "administrator"}');
INSERT INTO public.audit_event VALUES (2, '2024-11-02 11:30:00+00', NULL, 'user.add', \
'user_account', 2, '{"email": "the.editor@hunglac.example", "role": "editor"}');
INSERT INTO public.audit_event VALUES (3, '2024-11-02 16:30:00+00', NULL, 'user.add', \
'user_account', 3, '{"email": "the.writer@hunglac.example", "role": "writer"}');
INSERT INTO public.audit_event VALUES (4, '2024-11-02 21:30:00+00', NULL, 'user.add', \
'user_account', 4, '{"email": "nghi@hunglac.example", "role": "writer"}');
INSERT INTO public.audit_event VALUES (5, '2024-11-03 22:30:00+00', 4, \
'second_factor.renew_codes', 'user_account', 4, '{}');
INSERT INTO public.audit_event VALUES (6, '2024-11-04 08:30:00+00', 1, 'category.add', 'category', \
1, '{"name": "Tin t\u1ee9c"}');
INSERT INTO public.audit_event VALUES (7, '2024-11-04 13:30:00+00', 1, 'category.add', 'category', \
2, '{"name": "\u0110o l\u01b0\u1eddng"}');
INSERT INTO public.audit_event VALUES (8, '2024-11-04 18:30:00+00', 1, 'category.add', 'category', \
3, '{"name": "N\u1ed9i b\u1ed9"}');
INSERT INTO public.audit_event VALUES (9, '2024-11-05 09:30:00+00', 1, 'site.change', \
'site_identity', 1, '{"before": {}, "after": {"name": "S\u1edf Khoa h\u1ecdc v\u00e0 C\u00f4ng \
ngh\u1ec7 t\u1ec9nh H\u01b0ng L\u1ea1c", "parent_body": "UBND t\u1ec9nh H\u01b0ng L\u1ea1c", \
"address": "S\u1ed1 18 \u0111\u01b0\u1eddng B\u1ebfn Sen", "phone": "0299 3825 186", "email": \
"so@hunglac.example", "responsible": "B\u00e0 Tr\u1ea7n Th\u1ecb Ho\u00e0i Thu", "licence": \
"S\u1ed1 7/GP", "name_en": "Department of Science", "parent_body_en": "", "address_en": "", \
"language": "vi", "colour": "0b5394", "links": [{"name": "T\u1ec9nh", "url": \
"https://hunglac.example"}], "logo_id": null}}');
INSERT INTO public.audit_event VALUES (10, '2024-11-05 14:30:00+00', 3, 'article.create', \
'article', 1, '{"title": "Ch\u1ee3 n\u1ed5i \u201cC\u00e1i B\u00e8\u201d h\u1ecdp l\u1ea1i & \
\u0111\u00f4ng vui"}');
INSERT INTO public.audit_event VALUES (11, '2024-11-05 19:30:00+00', 2, 'article.publish', \
'article', 1, '{"title": "Ch\u1ee3 n\u1ed5i \u201cC\u00e1i B\u00e8\u201d h\u1ecdp l\u1ea1i & \
\u0111\u00f4ng vui", "revision": 1}');
INSERT INTO public.audit_event VALUES (12, '2024-11-06 00:30:00+00', 3, 'article.save', 'article', \
1, '{"title": "Ch\u1ee3 n\u1ed5i h\u1ecdp l\u1ea1i, b\u1ea3n s\u1eeda", "revision": 2}');
INSERT INTO public.audit_event VALUES (13, '2024-11-06 05:30:00+00', 2, 'article.pin', 'article', \
1, '{"title": "Ch\u1ee3 n\u1ed5i \u201cC\u00e1i B\u00e8\u201d h\u1ecdp l\u1ea1i & \u0111\u00f4ng \
vui", "before": "", "after": "2035-01-01T00:00:00+00:00"}');
INSERT INTO public.audit_event VALUES (14, '2024-11-06 10:30:00+00', 3, 'article.create', \
'article', 2, '{"title": "Floating market is back"}');
INSERT INTO public.audit_event VALUES (15, '2024-11-06 15:30:00+00', 2, 'article.publish', \
'article', 2, '{"title": "Floating market is back", "revision": 1}');
INSERT INTO public.audit_event VALUES (16, '2024-11-06 20:30:00+00', 3, 'article.create', \
'article', 3, '{"title": "B\u00e0i \u0111\u00e3 g\u1ee1"}');
INSERT INTO public.audit_event VALUES (17, '2024-11-07 01:30:00+00', 2, 'article.publish', \
'article', 3, '{"title": "B\u00e0i \u0111\u00e3 g\u1ee1", "revision": 1}');
INSERT INTO public.audit_event VALUES (18, '2024-11-07 06:30:00+00', 2, 'article.unpublish', \
'article', 3, '{"title": "B\u00e0i \u0111\u00e3 g\u1ee1"}');
INSERT INTO public.audit_event VALUES (19, '2024-11-07 11:30:00+00', 3, 'article.create', \
'article', 4, '{"title": "B\u00e0i trong th\u00f9ng r\u00e1c"}');
INSERT INTO public.audit_event VALUES (20, '2024-11-07 16:30:00+00', 2, 'article.trash', \
'article', 4, '{"title": "B\u00e0i trong th\u00f9ng r\u00e1c"}');
INSERT INTO public.audit_event VALUES (21, '2024-11-07 21:30:00+00', 3, 'article.create', \
'article', 5, '{"title": ""}');
INSERT INTO public.audit_event VALUES (22, '2024-11-08 02:30:00+00', 3, 'article.plan', 'article', \
5, '{"title": "", "before": "", "after": "2035-02-02T01:00:00+00:00"}');
INSERT INTO public.audit_event VALUES (23, '2024-11-08 07:30:00+00', 3, 'article.create', \
'article', 6, '{"title": "B\u00e0i ch\u1edd duy\u1ec7t"}');
INSERT INTO public.audit_event VALUES (24, '2024-11-08 12:30:00+00', 3, 'article.submit', \
'article', 6, '{"title": "B\u00e0i ch\u1edd duy\u1ec7t", "revision": 1}');
INSERT INTO public.audit_event VALUES (25, '2024-11-08 17:30:00+00', 3, 'article.create', \
'article', 7, '{"title": "B\u00e0i tr\u1ea3 l\u1ea1i"}');
INSERT INTO public.audit_event VALUES (26, '2024-11-08 22:30:00+00', 3, 'article.submit', \
'article', 7, '{"title": "B\u00e0i tr\u1ea3 l\u1ea1i", "revision": 1}');
INSERT INTO public.audit_event VALUES (27, '2024-11-09 03:30:00+00', 2, 'article.send_back', \
'article', 7, '{"title": "B\u00e0i tr\u1ea3 l\u1ea1i", "revision": 1, "comment": "Thi\u1ebfu \
s\u1ed1 li\u1ec7u n\u0103m 2023."}');
INSERT INTO public.audit_event VALUES (28, '2024-11-09 08:30:00+00', 3, 'article.create', \
'article', 8, '{"title": "B\u00e0i h\u1eb9n gi\u1edd"}');
INSERT INTO public.audit_event VALUES (29, '2024-11-09 13:30:00+00', 2, 'article.schedule', \
'article', 8, '{"title": "B\u00e0i h\u1eb9n gi\u1edd", "revision": 1, "go_live_at": \
"2035-03-03T00:00:00+00:00"}');
INSERT INTO public.audit_event VALUES (30, '2024-11-09 18:30:00+00', 3, 'article.create', \
'article', 9, '{"title": "B\u00e0i s\u1ebd x\u00f3a"}');
INSERT INTO public.audit_event VALUES (31, '2024-11-09 23:30:00+00', 2, 'article.publish', \
'article', 9, '{"title": "B\u00e0i s\u1ebd x\u00f3a", "revision": 1}');
INSERT INTO public.audit_event VALUES (32, '2024-11-10 04:30:00+00', 2, 'article.trash', \
'article', 9, '{"title": "B\u00e0i s\u1ebd x\u00f3a"}');
INSERT INTO public.audit_event VALUES (33, '2024-11-10 09:30:00+00', 1, 'article.delete', \
'article', 9, '{"title": "B\u00e0i s\u1ebd x\u00f3a", "revisions": 1}');
INSERT INTO public.audit_event VALUES (34, '2024-11-10 14:30:00+00', 2, 'article.create', \
'article', 10, '{"title": "Gi\u1edbi thi\u1ec7u"}');
INSERT INTO public.audit_event VALUES (35, '2024-11-10 19:30:00+00', 2, 'article.publish', \
'article', 10, '{"title": "Gi\u1edbi thi\u1ec7u", "revision": 1}');
INSERT INTO public.audit_event VALUES (36, '2024-11-11 00:30:00+00', 1, 'menu.begin', \
'menu_entry', 0, '{}');
INSERT INTO public.audit_event VALUES (37, '2024-11-11 05:30:00+00', 1, 'menu.add', 'menu_entry', \
3, '{"kind": "page", "label": ""}');
INSERT INTO public.audit_event VALUES (38, '2024-11-11 10:30:00+00', 1, 'menu.add', 'menu_entry', \
4, '{"kind": "tag", "label": ""}');
INSERT INTO public.audit_event VALUES (39, '2024-11-11 15:30:00+00', 1, 'menu.add', 'menu_entry', \
5, '{"kind": "link", "label": "T\u1ec9nh"}');
INSERT INTO public.audit_event VALUES (40, '2024-11-11 20:30:00+00', 2, 'document.create', \
'document', 1, '{"number": "07/Q\u0110-SKHCN"}');
INSERT INTO public.audit_event VALUES (41, '2024-11-12 01:30:00+00', 2, 'document.publish', \
'document', 1, '{"number": "07/Q\u0110-SKHCN", "go_live_at": "2024-11-12T01:30+00:00"}');
INSERT INTO public.audit_event VALUES (42, '2024-11-12 06:30:00+00', 2, 'document.create', \
'document', 2, '{"number": "115/Q\u0110-SKHCN"}');
INSERT INTO public.audit_event VALUES (43, '2024-11-12 11:30:00+00', 2, 'document.publish', \
'document', 2, '{"number": "115/Q\u0110-SKHCN", "go_live_at": "2024-11-12T11:30+00:00"}');
INSERT INTO public.autosave VALUES (1, 3, 'article-6', 6, '{"title": ["B\u00e0i ch\u1edd \
duy\u1ec7t, vi\u1ebft ti\u1ebfp"], "body": ["<p>C\u00e2u \"d\u1edf\"\n dang</p>"], "base_version": \
["1"]}', '2024-11-13 02:30:00+00', 'tab1');
INSERT INTO public.category VALUES (1, 'Tin tức', 'tin-tuc', 'Việc của Sở', 1, NULL, false);
INSERT INTO public.category VALUES (3, 'Nội bộ', 'noi-bo', '', 3, NULL, true);
INSERT INTO public.category VALUES (2, 'Đo lường', 'do-luong', '', 2, 1, false);
INSERT INTO public.deleted_article VALUES (9, '2024-11-09 23:30:00+00', '2024-11-10 09:30:00+00');
INSERT INTO public.document VALUES (1, '07/QĐ-SKHCN', 'quyet-dinh', 'Sở KHCN', '', '', 'Ban hành \
quy định', '2022-01-05', NULL, NULL, '', '', NULL, '07qdskhcn', 'so-khcn', ' 07 qd skhcn 07qdskhcn \
ban hanh quy dinh so khcn', 1, '2024-11-12 01:30:00+00', '2024-11-12 01:30:00+00', NULL, NULL, \
'2024-11-11 20:30:00+00', '2024-11-12 01:30:00+00', 2, 2, NULL);
INSERT INTO public.document VALUES (2, '115/QĐ-SKHCN', 'quyet-dinh', 'Sở KHCN', 'Lâm Quang Vịnh', \
'Đo lường', 'Ban hành quy định mới
thay quy định cũ', '2024-10-05', '2024-10-15', '2030-01-01', '', 'thay-the', 1, '115qdskhcn', \
'so-khcn', ' 115 qd skhcn 115qdskhcn ban hanh quy dinh moi thay quy dinh cu so khcn lam quang vinh \
do luong toan van', 1, '2024-11-12 11:30:00+00', '2024-11-12 11:30:00+00', NULL, NULL, '2024-11-12 \
06:30:00+00', '2024-11-12 11:30:00+00', 2, 2, NULL);
INSERT INTO public.document_file VALUES (2, 1, 0, 'Toàn văn');
INSERT INTO public.form_key VALUES (3, 'new-1f2e3d', 1, '2024-11-12 16:30:00+00');
INSERT INTO public.former_address VALUES ('category', 'tin-cu', 1);
INSERT INTO public.latest_text VALUES (1, 2, \
'25324110384033103239421036213310242138104548210000500200050005000200020', ' cho noi hop lai ban \
sua', ' cho noi hop lai ban sua cho da hop lai nguyen an bao hung lac sang som thuyen dat banh ca \
ghe anh');
INSERT INTO public.latest_text VALUES (2, 1, \
'30363921463338311037214435284610334510242125350000000000000000000000000', ' floating market is \
back', ' floating market is back every morning');
INSERT INTO public.latest_text VALUES (3, 1, '24213310272110314100010003003', ' bai da go', ' bai \
da go noi dung');
INSERT INTO public.latest_text VALUES (4, 1, \
'24213310464439383110463247383110442125000100000000001000040', ' bai trong thung rac', ' bai trong \
thung rac noi dung');
INSERT INTO public.latest_text VALUES (5, 1, '00', '', ' nhap chua co chuyen muc');
INSERT INTO public.latest_text VALUES (6, 1, '24213310253241102647522946000100001000050', ' bai \
cho duyet', ' bai cho duyet noi dung');
INSERT INTO public.latest_text VALUES (7, 1, '24213310464421103621330001000020050', ' bai tra \
lai', ' bai tra lai noi dung');
INSERT INTO public.latest_text VALUES (8, 1, '24213310322838103133410001000500001', ' bai hen \
gio', ' bai hen gio noi dung');
INSERT INTO public.latest_text VALUES (10, 1, '31334133104632332947000040000050', ' gioi thieu', ' \
gioi thieu chuc nang nhiem vu');
INSERT INTO public.media_use VALUES (1, 'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1');
INSERT INTO public.media_use VALUES (1, 'b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2');
INSERT INTO public.menu_entry VALUES (1, 'home', '', '', NULL, NULL, NULL, NULL, 1);
INSERT INTO public.menu_entry VALUES (2, 'category', '', '', 1, NULL, NULL, NULL, 2);
INSERT INTO public.menu_entry VALUES (3, 'page', '', '', NULL, 10, NULL, NULL, 3);
INSERT INTO public.menu_entry VALUES (5, 'link', 'Tỉnh', 'https://hunglac.example', NULL, NULL, \
NULL, NULL, 5);
INSERT INTO public.menu_entry VALUES (4, 'tag', '', '', NULL, NULL, 1, 3, 4);
INSERT INTO public.picture VALUES (1, 'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', 640, 400, 'chợ nổi.jpg', \
3, '2024-11-04 23:30:00+00', 'Chợ nổi', 'cho noi jpg cho noi');
INSERT INTO public.presence VALUES (3, 'article-1', 'tab1', 1, '2024-11-12 21:30:00+00', true, 0, \
NULL);
INSERT INTO public.recovery_code VALUES ('0e9da77d1bc67a256f4bcf3100da8f32263d05d1025bd7dd64206904f\
777e32d', 4);
INSERT INTO public.recovery_code VALUES ('28d5b7a055e7c631a6092437256ed5ac49e5a0a6bd71ad91cef7850cd\
09e33c9', 4);
INSERT INTO public.recovery_code VALUES ('4ed5cf7380848ff431dfad86a003f24dba9f616f41503aa3d177a0d40\
187274b', 4);
INSERT INTO public.recovery_code VALUES ('610528eb53d2bf179599547bb64301a1a16a2dd72e72fb86593afa426\
7bf301c', 4);
INSERT INTO public.recovery_code VALUES ('92cf56d8e02a59118a02cb2c56d70dcb1c268bab896e663e7fa091d8d\
1029fde', 4);
INSERT INTO public.recovery_code VALUES ('a37aaf7ab3334f050297d707e052f87ef2a8b731e2ce87864b63bc1fa\
4bf8849', 4);
INSERT INTO public.recovery_code VALUES ('a9bf881d2d84b39f29fe368dcac89faff4e966fb6972a3fc6a7542284\
370cdea', 4);
INSERT INTO public.recovery_code VALUES ('ca0ef205a6b6739cbd5324e4f15f32e8814639377916e72511197668f\
60b743b', 4);
INSERT INTO public.recovery_code VALUES ('ee6ca03bd468f1088458c2da5145fa825b273c5ba9ceb2829749aa9ed\
ac2297a', 4);
INSERT INTO public.recovery_code VALUES ('f320c877a00eb1648657446b5d98f4ab021b7846081a07a0ee89b968e\
3c40f39', 4);
INSERT INTO public.revision VALUES (1, 1, 1, '2024-11-05 14:30:00+00', 3, 2, 'Chợ nổi “Cái Bè” họp \
lại & đông vui', 'Chợ đã họp lại.', '<h2>Sáng sớm</h2>
<p>Thuyền đặt bánh, cá; ghe.</p>
<figure><img width="640" height="400" src="/media/a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1-640.jpg" \
alt="Chợ nổi"><figcaption>Ảnh</figcaption></figure>', 'Nguyễn An', 'NA', 'Báo Hưng Lạc', \
'2024-11-05', 1, 1, 'Thuyền trên sông', '[{"id": 1, "title": "K\u1ebf ho\u1ea1ch"}]', false, 'Bến \
sáng', 'A. Minh', '["Ch\u1ee3 n\u1ed5i", "Du l\u1ecbch"]', 'vi', '30 70');
INSERT INTO public.revision VALUES (2, 1, 2, '2024-11-06 00:30:00+00', 3, 2, 'Chợ nổi họp lại, bản \
sửa', 'Chợ đã họp lại.', '<h2>Sáng sớm</h2>
<p>Thuyền đặt bánh, cá; ghe.</p>
<figure><img width="640" height="400" src="/media/a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1-640.jpg" \
alt="Chợ nổi"><figcaption>Ảnh</figcaption></figure>', 'Nguyễn An', 'NA', 'Báo Hưng Lạc', \
'2024-11-05', 1, 1, 'Thuyền trên sông', '[{"id": 1, "title": "K\u1ebf ho\u1ea1ch"}]', false, 'Bến \
sáng', 'A. Minh', '["Ch\u1ee3 n\u1ed5i", "Du l\u1ecbch"]', 'vi', '30 70');
INSERT INTO public.revision VALUES (3, 2, 1, '2024-11-06 10:30:00+00', 3, 2, 'Floating market is \
back', '', '<p>Every morning.</p>', '', '', '', '2024-11-06', 2, NULL, '', '[]', false, '', '', \
'["Ch\u1ee3 n\u1ed5i"]', 'en', '');
INSERT INTO public.revision VALUES (4, 3, 1, '2024-11-06 20:30:00+00', 3, 2, 'Bài đã gỡ', '', \
'<p>Nội dung.</p>', '', '', '', '2024-11-07', 1, NULL, '', '[]', false, '', '', '[]', 'vi', '');
INSERT INTO public.revision VALUES (5, 4, 1, '2024-11-07 11:30:00+00', 3, 2, 'Bài trong thùng \
rác', '', '<p>Nội dung.</p>', '', '', '', NULL, 1, NULL, '', '[]', false, '', '', '[]', 'vi', '');
INSERT INTO public.revision VALUES (6, 5, 1, '2024-11-07 21:30:00+00', 3, 2, '', '', '<p>Nháp chưa \
có chuyên mục.</p>', '', '', '', NULL, NULL, NULL, '', '[]', false, '', '', '[]', 'vi', '');
INSERT INTO public.revision VALUES (7, 6, 1, '2024-11-08 07:30:00+00', 3, 2, 'Bài chờ duyệt', '', \
'<p>Nội dung.</p>', '', '', '', NULL, 1, NULL, '', '[]', false, '', '', '[]', 'vi', '');
INSERT INTO public.revision VALUES (8, 7, 1, '2024-11-08 17:30:00+00', 3, 2, 'Bài trả lại', '', \
'<p>Nội dung.</p>', '', '', '', NULL, 1, NULL, '', '[]', false, '', '', '[]', 'vi', '');
INSERT INTO public.revision VALUES (9, 8, 1, '2024-11-09 08:30:00+00', 3, 2, 'Bài hẹn giờ', '', \
'<p>Nội dung.</p>', '', '', '', NULL, 1, NULL, '', '[]', false, '', '', '[]', 'vi', '');
INSERT INTO public.revision VALUES (10, 10, 1, '2024-11-10 14:30:00+00', 2, 2, 'Giới thiệu', '', \
'<p>Chức năng, nhiệm vụ.</p>', '', '', '', '2024-11-11', NULL, NULL, '', '[]', false, '', '', \
'[]', 'vi', '');
INSERT INTO public.revision_media VALUES (1, 'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1');
INSERT INTO public.revision_media VALUES (1, 'b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2');
INSERT INTO public.revision_media VALUES (2, 'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1');
INSERT INTO public.revision_media VALUES (2, 'b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2');
INSERT INTO public.search_entry VALUES (812753497693880321, 1, 1, 1, 'chợ nổi cái bè họp lại đông \
vui', 'chợ đã họp lại', 'sáng sớm thuyền đặt bánh cá ghe ảnh', 'nguyễn an na báo hưng lạc bến sáng \
a minh chợ nổi du lịch kế hoạch kế hoạch pdf', 'cho noi cai be hop lai dong vui', 'cho da hop \
lai', 'sang som thuyen dat banh ca ghe anh', 'nguyen an na bao hung lac ben sang a minh cho noi du \
lich ke hoach ke hoach pdf', 'noi dung ke hoach nam 2025', DEFAULT, DEFAULT);
INSERT INTO public.search_entry VALUES (812754597205508098, 2, 1, 1, 'floating market is back', \
'', 'every morning', 'chợ nổi', 'floating market is back', '', 'every morning', 'cho noi', '', \
DEFAULT, DEFAULT);
INSERT INTO public.search_entry VALUES (812755696717135875, 3, 1, 1, 'bài đã gỡ', '', 'nội dung', \
'', 'bai da go', '', 'noi dung', '', '', DEFAULT, DEFAULT);
INSERT INTO public.search_entry VALUES (812760094763646986, 10, 1, 1, 'giới thiệu', '', 'chức năng \
nhiệm vụ', '', 'gioi thieu', '', 'chuc nang nhiem vu', '', '', DEFAULT, DEFAULT);
INSERT INTO public.search_entry VALUES (816898656530595848, 8, 1, 1, 'bài hẹn giờ', '', 'nội \
dung', '', 'bai hen gio', '', 'noi dung', '', '', DEFAULT, DEFAULT);
INSERT INTO public.second_factor VALUES (4, \
'fdf1fc4417fb074fe262495c1ea1be435ca47867b6c4782a1b29b93dafb9712a', '2024-11-03 12:30:00+00', \
'2024-11-03 17:30:00+00', 59000000);
INSERT INTO public.sign_in_failures VALUES ('62514558c7c338ff549e152f473a236b', 1, '2024-11-04 \
03:30:00+00');
INSERT INTO public.sign_in_failures VALUES ('b34b3956a51c175cb42ba370929f94ce', 1, '2024-11-04 \
03:30:00+00');
INSERT INTO public.site_identity VALUES (1, 'Sở Khoa học và Công nghệ tỉnh Hưng Lạc', 'UBND tỉnh \
Hưng Lạc', 'Số 18 đường Bến Sen', '0299 3825 186', 'so@hunglac.example', 'Bà Trần Thị Hoài Thu', \
'Số 7/GP', 'Department of Science', '', '', 'vi', '0b5394', '[{"name": "T\u1ec9nh", "url": \
"https://hunglac.example"}]', 1);
INSERT INTO public.tag VALUES (1, 'Chợ nổi', 'cho-noi');
INSERT INTO public.tag VALUES (2, 'Du lịch', 'du-lich');
INSERT INTO public.user_account VALUES (1, 'the.administrator@hunglac.example', 'the \
administrator', 'administrator', 'pbkdf2:sha256:1$LcC3JZU8JUwtw3ey$225d67e9b138f4807f76e0066a123939\
df3acbdbde40ade36d61a3f2c4a95f88', 0, '2024-11-02 06:30:00+00', NULL, NULL);
INSERT INTO public.user_account VALUES (2, 'the.editor@hunglac.example', 'the editor', 'editor', \
'pbkdf2:sha256:1$LcC3JZU8JUwtw3ey$225d67e9b138f4807f76e0066a123939df3acbdbde40ade36d61a3f2c4a95f88'\
, 0, '2024-11-02 11:30:00+00', NULL, NULL);
INSERT INTO public.user_account VALUES (3, 'the.writer@hunglac.example', 'the writer', 'writer', \
'pbkdf2:sha256:1$LcC3JZU8JUwtw3ey$225d67e9b138f4807f76e0066a123939df3acbdbde40ade36d61a3f2c4a95f88'\
, 0, '2024-11-02 16:30:00+00', NULL, NULL);
INSERT INTO public.user_account VALUES (4, 'nghi@hunglac.example', 'Đã nghỉ', 'writer', '', 0, \
'2024-11-02 21:30:00+00', NULL, '2024-11-03 02:30:00+00');
SELECT pg_catalog.setval('public.account_link_id_seq', 1, true);
SELECT pg_catalog.setval('public.article_id_seq', 10, true);
SELECT pg_catalog.setval('public.attachment_id_seq', 1, true);
SELECT pg_catalog.setval('public.audit_event_id_seq', 43, true);
SELECT pg_catalog.setval('public.autosave_id_seq', 1, true);
SELECT pg_catalog.setval('public.category_id_seq', 3, true);
SELECT pg_catalog.setval('public.document_id_seq', 2, true);
SELECT pg_catalog.setval('public.menu_entry_id_seq', 5, true);
SELECT pg_catalog.setval('public.picture_id_seq', 1, true);
SELECT pg_catalog.setval('public.revision_id_seq', 10, true);
SELECT pg_catalog.setval('public.site_identity_id_seq', 1, false);
SELECT pg_catalog.setval('public.tag_id_seq', 2, true);
SELECT pg_catalog.setval('public.user_account_id_seq', 4, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.account_link
    ADD CONSTRAINT pk_account_link PRIMARY KEY (id);
ALTER TABLE ONLY public.article
    ADD CONSTRAINT pk_article PRIMARY KEY (id);
ALTER TABLE ONLY public.article_tag
    ADD CONSTRAINT pk_article_tag PRIMARY KEY (article_id, tag_id);
ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT pk_attachment PRIMARY KEY (id);
ALTER TABLE ONLY public.audit_event
    ADD CONSTRAINT pk_audit_event PRIMARY KEY (id);
ALTER TABLE ONLY public.autosave
    ADD CONSTRAINT pk_autosave PRIMARY KEY (id);
ALTER TABLE ONLY public.category
    ADD CONSTRAINT pk_category PRIMARY KEY (id);
ALTER TABLE ONLY public.deleted_article
    ADD CONSTRAINT pk_deleted_article PRIMARY KEY (id);
ALTER TABLE ONLY public.document
    ADD CONSTRAINT pk_document PRIMARY KEY (id);
ALTER TABLE ONLY public.document_file
    ADD CONSTRAINT pk_document_file PRIMARY KEY (document_id, attachment_id);
ALTER TABLE ONLY public.form_key
    ADD CONSTRAINT pk_form_key PRIMARY KEY (user_id, key);
ALTER TABLE ONLY public.former_address
    ADD CONSTRAINT pk_former_address PRIMARY KEY (area, slug);
ALTER TABLE ONLY public.latest_text
    ADD CONSTRAINT pk_latest_text PRIMARY KEY (article_id);
ALTER TABLE ONLY public.media_use
    ADD CONSTRAINT pk_media_use PRIMARY KEY (article_id, digest);
ALTER TABLE ONLY public.menu_entry
    ADD CONSTRAINT pk_menu_entry PRIMARY KEY (id);
ALTER TABLE ONLY public.picture
    ADD CONSTRAINT pk_picture PRIMARY KEY (id);
ALTER TABLE ONLY public.presence
    ADD CONSTRAINT pk_presence PRIMARY KEY (user_id, key, tab);
ALTER TABLE ONLY public.recovery_code
    ADD CONSTRAINT pk_recovery_code PRIMARY KEY (digest);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT pk_revision PRIMARY KEY (id);
ALTER TABLE ONLY public.revision_media
    ADD CONSTRAINT pk_revision_media PRIMARY KEY (revision_id, digest);
ALTER TABLE ONLY public.search_entry
    ADD CONSTRAINT pk_search_entry PRIMARY KEY (id);
ALTER TABLE ONLY public.second_factor
    ADD CONSTRAINT pk_second_factor PRIMARY KEY (user_id);
ALTER TABLE ONLY public.sign_in_failures
    ADD CONSTRAINT pk_sign_in_failures PRIMARY KEY (key);
ALTER TABLE ONLY public.site_identity
    ADD CONSTRAINT pk_site_identity PRIMARY KEY (id);
ALTER TABLE ONLY public.tag
    ADD CONSTRAINT pk_tag PRIMARY KEY (id);
ALTER TABLE ONLY public.user_account
    ADD CONSTRAINT pk_user_account PRIMARY KEY (id);
ALTER TABLE ONLY public.account_link
    ADD CONSTRAINT uq_account_link_digest UNIQUE (digest);
ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT uq_attachment_digest UNIQUE (digest);
ALTER TABLE ONLY public.autosave
    ADD CONSTRAINT uq_autosave_user_id_key UNIQUE (user_id, key);
ALTER TABLE ONLY public.category
    ADD CONSTRAINT uq_category_name UNIQUE (name);
ALTER TABLE ONLY public.category
    ADD CONSTRAINT uq_category_slug UNIQUE (slug);
ALTER TABLE ONLY public.picture
    ADD CONSTRAINT uq_picture_digest UNIQUE (digest);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT uq_revision_article_id_number UNIQUE (article_id, number);
ALTER TABLE ONLY public.search_entry
    ADD CONSTRAINT uq_search_entry_article_id UNIQUE (article_id);
ALTER TABLE ONLY public.tag
    ADD CONSTRAINT uq_tag_slug UNIQUE (slug);
ALTER TABLE ONLY public.user_account
    ADD CONSTRAINT uq_user_account_email UNIQUE (email);
CREATE INDEX ix_account_link_user_id ON public.account_link USING btree (user_id);
CREATE UNIQUE INDEX ix_article_address ON public.article USING btree (address);
CREATE INDEX ix_article_by_day ON public.article USING btree (published_on, go_live_at, id, \
expire_at, live_version, withdrawn_at, trashed_at, category_id) WHERE ((live_version IS NOT NULL) \
AND (withdrawn_at IS NULL) AND (trashed_at IS NULL));
CREATE INDEX ix_article_category_id ON public.article USING btree (category_id);
CREATE INDEX ix_article_cover_id ON public.article USING btree (cover_id);
CREATE INDEX ix_article_expire_at ON public.article USING btree (expire_at) WHERE (expire_at IS \
NOT NULL);
CREATE INDEX ix_article_go_live_at ON public.article USING btree (go_live_at);
CREATE INDEX ix_article_never_live ON public.article USING btree (id) WHERE (live_version IS NULL);
CREATE INDEX ix_article_newest ON public.article USING btree (go_live_at, id) WHERE ((live_version \
IS NOT NULL) AND (withdrawn_at IS NULL) AND (trashed_at IS NULL));
CREATE INDEX ix_article_newest_in_category ON public.article USING btree (category_id, go_live_at, \
id, expire_at, live_version, withdrawn_at, trashed_at) WHERE ((live_version IS NOT NULL) AND \
(withdrawn_at IS NULL) AND (trashed_at IS NULL));
CREATE INDEX ix_article_newest_in_english ON public.article USING btree (go_live_at, id) WHERE \
((live_version IS NOT NULL) AND (withdrawn_at IS NULL) AND (trashed_at IS NULL) AND \
((language)::text = 'en'::text));
CREATE INDEX ix_article_owner_id ON public.article USING btree (owner_id);
CREATE INDEX ix_article_pinned_until ON public.article USING btree (pinned_until) WHERE \
(pinned_until IS NOT NULL);
CREATE INDEX ix_article_sent_back ON public.article USING btree (owner_id, sent_back_at) WHERE \
(sent_back_at IS NOT NULL);
CREATE INDEX ix_article_sitemap ON public.article USING btree (go_live_at, id, expire_at, \
revised_at, live_version, withdrawn_at, trashed_at) WHERE ((live_version IS NOT NULL) AND \
(withdrawn_at IS NULL) AND (trashed_at IS NULL));
CREATE INDEX ix_article_submitted_at ON public.article USING btree (submitted_at) WHERE \
(submitted_at IS NOT NULL);
CREATE INDEX ix_article_tag_tag_id ON public.article_tag USING btree (tag_id, article_id);
CREATE INDEX ix_article_trashed_at ON public.article USING btree (trashed_at) WHERE (trashed_at IS \
NOT NULL);
CREATE INDEX ix_article_updated_at ON public.article USING btree (updated_at);
CREATE INDEX ix_article_withdrawn_at ON public.article USING btree (withdrawn_at) WHERE \
(withdrawn_at IS NOT NULL);
CREATE INDEX ix_audit_event_action_at ON public.audit_event USING btree (action, at);
CREATE INDEX ix_audit_event_actor_id_at ON public.audit_event USING btree (actor_id, at);
CREATE INDEX ix_audit_event_at ON public.audit_event USING btree (at);
CREATE INDEX ix_audit_event_target_type_target_id ON public.audit_event USING btree (target_type, \
target_id);
CREATE INDEX ix_autosave_article_id ON public.autosave USING btree (article_id);
CREATE INDEX ix_document_body_slug ON public.document USING btree (body_slug);
CREATE INDEX ix_document_file_attachment_id ON public.document_file USING btree (attachment_id);
CREATE INDEX ix_document_go_live_at ON public.document USING btree (go_live_at);
CREATE INDEX ix_document_newest ON public.document USING btree (issued_on, id);
CREATE INDEX ix_document_number_key ON public.document USING btree (number_key);
CREATE INDEX ix_document_owner_id ON public.document USING btree (owner_id);
CREATE INDEX ix_document_relates_to_id ON public.document USING btree (relates_to_id);
CREATE INDEX ix_document_updated_at ON public.document USING btree (updated_at);
CREATE INDEX ix_form_key_article_id ON public.form_key USING btree (article_id);
CREATE INDEX ix_media_use_digest ON public.media_use USING btree (digest);
CREATE INDEX ix_presence_article_id ON public.presence USING btree (article_id);
CREATE INDEX ix_recovery_code_user_id ON public.recovery_code USING btree (user_id);
CREATE INDEX ix_revision_category_id ON public.revision USING btree (category_id);
CREATE INDEX ix_revision_cover_id ON public.revision USING btree (cover_id);
CREATE INDEX ix_revision_media_digest ON public.revision_media USING btree (digest);
CREATE INDEX ix_search_entry_exact_words ON public.search_entry USING gin (exact_words);
CREATE INDEX ix_search_entry_fold_words ON public.search_entry USING gin (fold_words);
ALTER TABLE ONLY public.account_link
    ADD CONSTRAINT fk_account_link_user_id_user_account FOREIGN KEY (user_id) REFERENCES \
public.user_account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.article
    ADD CONSTRAINT fk_article_category_id_category FOREIGN KEY (category_id) REFERENCES \
public.category(id);
ALTER TABLE ONLY public.article
    ADD CONSTRAINT fk_article_cover_id_picture FOREIGN KEY (cover_id) REFERENCES \
public.picture(id);
ALTER TABLE ONLY public.article
    ADD CONSTRAINT fk_article_owner_id_user_account FOREIGN KEY (owner_id) REFERENCES \
public.user_account(id);
ALTER TABLE ONLY public.article
    ADD CONSTRAINT fk_article_sent_back_by_id_user_account FOREIGN KEY (sent_back_by_id) \
REFERENCES public.user_account(id);
ALTER TABLE ONLY public.article
    ADD CONSTRAINT fk_article_submitted_by_id_user_account FOREIGN KEY (submitted_by_id) \
REFERENCES public.user_account(id);
ALTER TABLE ONLY public.article_tag
    ADD CONSTRAINT fk_article_tag_article_id_article FOREIGN KEY (article_id) REFERENCES \
public.article(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.article_tag
    ADD CONSTRAINT fk_article_tag_tag_id_tag FOREIGN KEY (tag_id) REFERENCES public.tag(id) ON \
DELETE CASCADE;
ALTER TABLE ONLY public.attachment
    ADD CONSTRAINT fk_attachment_uploaded_by_id_user_account FOREIGN KEY (uploaded_by_id) \
REFERENCES public.user_account(id);
ALTER TABLE ONLY public.audit_event
    ADD CONSTRAINT fk_audit_event_actor_id_user_account FOREIGN KEY (actor_id) REFERENCES \
public.user_account(id);
ALTER TABLE ONLY public.autosave
    ADD CONSTRAINT fk_autosave_article_id_article FOREIGN KEY (article_id) REFERENCES \
public.article(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.autosave
    ADD CONSTRAINT fk_autosave_user_id_user_account FOREIGN KEY (user_id) REFERENCES \
public.user_account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.category
    ADD CONSTRAINT fk_category_parent_id_category FOREIGN KEY (parent_id) REFERENCES \
public.category(id);
ALTER TABLE ONLY public.document_file
    ADD CONSTRAINT fk_document_file_attachment_id_attachment FOREIGN KEY (attachment_id) \
REFERENCES public.attachment(id);
ALTER TABLE ONLY public.document_file
    ADD CONSTRAINT fk_document_file_document_id_document FOREIGN KEY (document_id) REFERENCES \
public.document(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.document
    ADD CONSTRAINT fk_document_owner_id_user_account FOREIGN KEY (owner_id) REFERENCES \
public.user_account(id);
ALTER TABLE ONLY public.document
    ADD CONSTRAINT fk_document_relates_to_id_document FOREIGN KEY (relates_to_id) REFERENCES \
public.document(id);
ALTER TABLE ONLY public.document
    ADD CONSTRAINT fk_document_updated_by_id_user_account FOREIGN KEY (updated_by_id) REFERENCES \
public.user_account(id);
ALTER TABLE ONLY public.form_key
    ADD CONSTRAINT fk_form_key_article_id_article FOREIGN KEY (article_id) REFERENCES \
public.article(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.form_key
    ADD CONSTRAINT fk_form_key_user_id_user_account FOREIGN KEY (user_id) REFERENCES \
public.user_account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.latest_text
    ADD CONSTRAINT fk_latest_text_article_id_article FOREIGN KEY (article_id) REFERENCES \
public.article(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.media_use
    ADD CONSTRAINT fk_media_use_article_id_article FOREIGN KEY (article_id) REFERENCES \
public.article(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.menu_entry
    ADD CONSTRAINT fk_menu_entry_category_id_category FOREIGN KEY (category_id) REFERENCES \
public.category(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.menu_entry
    ADD CONSTRAINT fk_menu_entry_page_id_article FOREIGN KEY (page_id) REFERENCES \
public.article(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.menu_entry
    ADD CONSTRAINT fk_menu_entry_parent_id_menu_entry FOREIGN KEY (parent_id) REFERENCES \
public.menu_entry(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.menu_entry
    ADD CONSTRAINT fk_menu_entry_tag_id_tag FOREIGN KEY (tag_id) REFERENCES public.tag(id) ON \
DELETE CASCADE;
ALTER TABLE ONLY public.picture
    ADD CONSTRAINT fk_picture_uploaded_by_id_user_account FOREIGN KEY (uploaded_by_id) REFERENCES \
public.user_account(id);
ALTER TABLE ONLY public.presence
    ADD CONSTRAINT fk_presence_article_id_article FOREIGN KEY (article_id) REFERENCES \
public.article(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.presence
    ADD CONSTRAINT fk_presence_user_id_user_account FOREIGN KEY (user_id) REFERENCES \
public.user_account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.recovery_code
    ADD CONSTRAINT fk_recovery_code_user_id_user_account FOREIGN KEY (user_id) REFERENCES \
public.user_account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT fk_revision_article_id_article FOREIGN KEY (article_id) REFERENCES \
public.article(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT fk_revision_category_id_category FOREIGN KEY (category_id) REFERENCES \
public.category(id);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT fk_revision_cover_id_picture FOREIGN KEY (cover_id) REFERENCES \
public.picture(id);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT fk_revision_created_by_id_user_account FOREIGN KEY (created_by_id) REFERENCES \
public.user_account(id);
ALTER TABLE ONLY public.revision_media
    ADD CONSTRAINT fk_revision_media_revision_id_revision FOREIGN KEY (revision_id) REFERENCES \
public.revision(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.search_entry
    ADD CONSTRAINT fk_search_entry_article_id_article FOREIGN KEY (article_id) REFERENCES \
public.article(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.second_factor
    ADD CONSTRAINT fk_second_factor_user_id_user_account FOREIGN KEY (user_id) REFERENCES \
public.user_account(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.site_identity
    ADD CONSTRAINT fk_site_identity_logo_id_picture FOREIGN KEY (logo_id) REFERENCES \
public.picture(id);

CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE category (
	id INTEGER NOT NULL,
	name VARCHAR(100) NOT NULL,
	slug VARCHAR(100) NOT NULL,
	description VARCHAR(300) NOT NULL,
	position INTEGER NOT NULL, parent_id INTEGER CONSTRAINT fk_category_parent_id_category REFERENCES \
category (id), is_hidden BOOLEAN DEFAULT 0 NOT NULL,
	CONSTRAINT pk_category PRIMARY KEY (id),
	CONSTRAINT uq_category_name UNIQUE (name),
	CONSTRAINT uq_category_slug UNIQUE (slug)
);
CREATE TABLE sign_in_failures (
	"key" VARCHAR(32) NOT NULL,
	count INTEGER NOT NULL,
	since DATETIME NOT NULL,
	CONSTRAINT pk_sign_in_failures PRIMARY KEY ("key")
);
CREATE TABLE site_identity (
	id INTEGER NOT NULL,
	name VARCHAR(200) NOT NULL,
	parent_body VARCHAR(200) NOT NULL,
	address VARCHAR(300) NOT NULL,
	phone VARCHAR(100) NOT NULL,
	email VARCHAR(254) NOT NULL,
	responsible VARCHAR(200) NOT NULL,
	licence VARCHAR(300) NOT NULL, name_en VARCHAR(200) DEFAULT '' NOT NULL, parent_body_en \
VARCHAR(200) DEFAULT '' NOT NULL, address_en VARCHAR(300) DEFAULT '' NOT NULL, language VARCHAR(2) \
DEFAULT '' NOT NULL, colour VARCHAR(6) DEFAULT '' NOT NULL, links JSON DEFAULT '[]' NOT NULL, \
logo_id INTEGER CONSTRAINT fk_site_identity_logo_id_picture REFERENCES picture (id),
	CONSTRAINT pk_site_identity PRIMARY KEY (id),
	CONSTRAINT ck_site_identity_single CHECK (id = 1)
);
CREATE TABLE user_account (
	id INTEGER NOT NULL,
	email VARCHAR(254) NOT NULL,
	name VARCHAR(100) NOT NULL,
	role VARCHAR(20) NOT NULL,
	password_hash VARCHAR(200) NOT NULL,
	session_epoch INTEGER NOT NULL,
	created_at DATETIME NOT NULL,
	last_signed_in_at DATETIME, disabled_at DATETIME,
	CONSTRAINT pk_user_account PRIMARY KEY (id),
	CONSTRAINT ck_user_account_role CHECK (role IN ('writer', 'editor', 'administrator')),
	CONSTRAINT uq_user_account_email UNIQUE (email)
);
CREATE TABLE attachment (
	id INTEGER NOT NULL,
	digest VARCHAR(32) NOT NULL,
	filename VARCHAR(200) NOT NULL,
	extension VARCHAR(10) NOT NULL,
	size INTEGER NOT NULL,
	uploaded_by_id INTEGER,
	created_at DATETIME NOT NULL, text TEXT DEFAULT '' NOT NULL, is_scan BOOLEAN DEFAULT 0 NOT NULL,
	CONSTRAINT pk_attachment PRIMARY KEY (id),
	CONSTRAINT fk_attachment_uploaded_by_id_user_account FOREIGN KEY(uploaded_by_id) REFERENCES \
user_account (id),
	CONSTRAINT uq_attachment_digest UNIQUE (digest)
);
CREATE TABLE audit_event (
	id INTEGER NOT NULL,
	at DATETIME NOT NULL,
	actor_id INTEGER,
	action VARCHAR(40) NOT NULL,
	target_type VARCHAR(40) NOT NULL,
	target_id INTEGER NOT NULL,
	details JSON NOT NULL,
	CONSTRAINT pk_audit_event PRIMARY KEY (id),
	CONSTRAINT fk_audit_event_actor_id_user_account FOREIGN KEY(actor_id) REFERENCES user_account (id)
);
CREATE INDEX ix_audit_event_at ON audit_event (at);
CREATE INDEX ix_audit_event_target_type_target_id ON audit_event (target_type, target_id);
CREATE TABLE picture (
	id INTEGER NOT NULL,
	digest VARCHAR(32) NOT NULL,
	width INTEGER NOT NULL,
	height INTEGER NOT NULL,
	filename VARCHAR(200) NOT NULL,
	uploaded_by_id INTEGER,
	created_at DATETIME NOT NULL, description VARCHAR(300) DEFAULT '' NOT NULL, search_text TEXT \
DEFAULT '' NOT NULL,
	CONSTRAINT pk_picture PRIMARY KEY (id),
	CONSTRAINT fk_picture_uploaded_by_id_user_account FOREIGN KEY(uploaded_by_id) REFERENCES \
user_account (id),
	CONSTRAINT uq_picture_digest UNIQUE (digest)
);
CREATE TABLE article (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	version INTEGER NOT NULL,
	live_version INTEGER,
	go_live_at DATETIME,
	expire_at DATETIME,
	first_published_at DATETIME,
	withdrawn_at DATETIME,
	trashed_at DATETIME,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	owner_id INTEGER,
	title VARCHAR(300) NOT NULL,
	summary TEXT NOT NULL,
	body TEXT NOT NULL,
	byline VARCHAR(200) NOT NULL,
	signature VARCHAR(100) NOT NULL,
	source VARCHAR(300) NOT NULL,
	published_on DATE,
	category_id INTEGER,
	cover_id INTEGER,
	cover_alt VARCHAR(300) NOT NULL,
	attachments JSON NOT NULL, cover_decorative BOOLEAN DEFAULT 0 NOT NULL, cover_caption \
VARCHAR(300) DEFAULT '' NOT NULL, cover_credit VARCHAR(100) DEFAULT '' NOT NULL, tags JSON DEFAULT \
'[]' NOT NULL, address VARCHAR(100) CONSTRAINT ck_article_address CHECK ((address IS NULL) = \
(category_id IS NOT NULL) OR (address IS NULL AND live_version IS NULL)), language VARCHAR(2) \
DEFAULT 'vi' NOT NULL, revised_at DATETIME, pinned_until DATETIME, submitted_at DATETIME, \
submitted_version INTEGER, sent_back_at DATETIME, submitted_by_id INTEGER CONSTRAINT \
fk_article_submitted_by_id_user_account REFERENCES user_account (id), sent_back_by_id INTEGER \
CONSTRAINT fk_article_sent_back_by_id_user_account REFERENCES user_account (id), sent_back_comment \
TEXT DEFAULT '' NOT NULL, planned_for DATETIME, cover_focus VARCHAR(7) DEFAULT '' NOT NULL,
	CONSTRAINT ck_article_go_live_at CHECK (live_version IS NULL OR go_live_at IS NOT NULL),
	CONSTRAINT ck_article_live_version CHECK (live_version IS NULL OR live_version <= version),
	CONSTRAINT fk_article_category_id_category FOREIGN KEY(category_id) REFERENCES category (id),
	CONSTRAINT fk_article_cover_id_picture FOREIGN KEY(cover_id) REFERENCES picture (id),
	CONSTRAINT fk_article_owner_id_user_account FOREIGN KEY(owner_id) REFERENCES user_account (id)
);
CREATE INDEX ix_article_category_id ON article (category_id);
CREATE INDEX ix_article_cover_id ON article (cover_id);
CREATE INDEX ix_article_newest ON article (go_live_at, id) WHERE live_version IS NOT NULL AND \
withdrawn_at IS NULL AND trashed_at IS NULL;
CREATE INDEX ix_article_owner_id ON article (owner_id);
CREATE INDEX ix_article_updated_at ON article (updated_at);
CREATE TABLE media_use (
	article_id INTEGER NOT NULL,
	digest VARCHAR(32) NOT NULL,
	CONSTRAINT pk_media_use PRIMARY KEY (article_id, digest),
	CONSTRAINT fk_media_use_article_id_article FOREIGN KEY(article_id) REFERENCES article (id) ON \
DELETE CASCADE
);
CREATE INDEX ix_media_use_digest ON media_use (digest);
CREATE TABLE revision (
	id INTEGER NOT NULL,
	article_id INTEGER NOT NULL,
	number INTEGER NOT NULL,
	created_at DATETIME NOT NULL,
	created_by_id INTEGER,
	body_policy INTEGER NOT NULL,
	title VARCHAR(300) NOT NULL,
	summary TEXT NOT NULL,
	body TEXT NOT NULL,
	byline VARCHAR(200) NOT NULL,
	signature VARCHAR(100) NOT NULL,
	source VARCHAR(300) NOT NULL,
	published_on DATE,
	category_id INTEGER,
	cover_id INTEGER,
	cover_alt VARCHAR(300) NOT NULL,
	attachments JSON NOT NULL, cover_decorative BOOLEAN DEFAULT 0 NOT NULL, cover_caption \
VARCHAR(300) DEFAULT '' NOT NULL, cover_credit VARCHAR(100) DEFAULT '' NOT NULL, tags JSON DEFAULT \
'[]' NOT NULL, language VARCHAR(2) DEFAULT 'vi' NOT NULL, cover_focus VARCHAR(7) DEFAULT '' NOT \
NULL,
	CONSTRAINT pk_revision PRIMARY KEY (id),
	CONSTRAINT fk_revision_article_id_article FOREIGN KEY(article_id) REFERENCES article (id) ON \
DELETE CASCADE,
	CONSTRAINT fk_revision_category_id_category FOREIGN KEY(category_id) REFERENCES category (id),
	CONSTRAINT fk_revision_cover_id_picture FOREIGN KEY(cover_id) REFERENCES picture (id),
	CONSTRAINT fk_revision_created_by_id_user_account FOREIGN KEY(created_by_id) REFERENCES \
user_account (id),
	CONSTRAINT uq_revision_article_id_number UNIQUE (article_id, number)
);
CREATE INDEX ix_revision_category_id ON revision (category_id);
CREATE INDEX ix_revision_cover_id ON revision (cover_id);
CREATE TABLE autosave (
	id INTEGER NOT NULL,
	user_id INTEGER NOT NULL,
	"key" VARCHAR(32) NOT NULL,
	article_id INTEGER,
	fields JSON NOT NULL,
	saved_at DATETIME NOT NULL, tab VARCHAR(12) DEFAULT '' NOT NULL,
	CONSTRAINT pk_autosave PRIMARY KEY (id),
	CONSTRAINT fk_autosave_article_id_article FOREIGN KEY(article_id) REFERENCES article (id) ON \
DELETE CASCADE,
	CONSTRAINT fk_autosave_user_id_user_account FOREIGN KEY(user_id) REFERENCES user_account (id) ON \
DELETE CASCADE,
	CONSTRAINT uq_autosave_user_id_key UNIQUE (user_id, "key")
);
CREATE INDEX ix_autosave_article_id ON autosave (article_id);
CREATE TABLE revision_media (
	revision_id INTEGER NOT NULL,
	digest VARCHAR(32) NOT NULL,
	CONSTRAINT pk_revision_media PRIMARY KEY (revision_id, digest),
	CONSTRAINT fk_revision_media_revision_id_revision FOREIGN KEY(revision_id) REFERENCES revision \
(id) ON DELETE CASCADE
);
CREATE INDEX ix_revision_media_digest ON revision_media (digest);
CREATE UNIQUE INDEX ix_article_address ON article (address);
CREATE TABLE tag (
	id INTEGER NOT NULL,
	name VARCHAR(60) NOT NULL,
	slug VARCHAR(100) NOT NULL,
	CONSTRAINT pk_tag PRIMARY KEY (id),
	CONSTRAINT uq_tag_slug UNIQUE (slug)
);
CREATE TABLE article_tag (
	article_id INTEGER NOT NULL,
	tag_id INTEGER NOT NULL,
	CONSTRAINT pk_article_tag PRIMARY KEY (article_id, tag_id),
	CONSTRAINT fk_article_tag_article_id_article FOREIGN KEY(article_id) REFERENCES article (id) ON \
DELETE CASCADE,
	CONSTRAINT fk_article_tag_tag_id_tag FOREIGN KEY(tag_id) REFERENCES tag (id) ON DELETE CASCADE
);
CREATE INDEX ix_article_tag_tag_id ON article_tag (tag_id, article_id);
CREATE TABLE former_address (
	area VARCHAR(20) NOT NULL,
	slug VARCHAR(100) NOT NULL,
	target_id INTEGER NOT NULL,
	CONSTRAINT pk_former_address PRIMARY KEY (area, slug)
);
CREATE TABLE menu_entry (
	id INTEGER NOT NULL,
	kind VARCHAR(20) NOT NULL,
	label VARCHAR(100) NOT NULL,
	address VARCHAR(500) NOT NULL,
	category_id INTEGER,
	page_id INTEGER,
	tag_id INTEGER,
	parent_id INTEGER,
	position INTEGER NOT NULL,
	CONSTRAINT pk_menu_entry PRIMARY KEY (id),
	CONSTRAINT ck_menu_entry_category CHECK ((kind = 'category') = (category_id IS NOT NULL)),
	CONSTRAINT ck_menu_entry_page CHECK ((kind = 'page') = (page_id IS NOT NULL)),
	CONSTRAINT ck_menu_entry_tag CHECK ((kind = 'tag') = (tag_id IS NOT NULL)),
	CONSTRAINT ck_menu_entry_link CHECK ((kind = 'link') = (address <> '')),
	CONSTRAINT fk_menu_entry_category_id_category FOREIGN KEY(category_id) REFERENCES category (id) \
ON DELETE CASCADE,
	CONSTRAINT fk_menu_entry_page_id_article FOREIGN KEY(page_id) REFERENCES article (id) ON DELETE \
CASCADE,
	CONSTRAINT fk_menu_entry_tag_id_tag FOREIGN KEY(tag_id) REFERENCES tag (id) ON DELETE CASCADE,
	CONSTRAINT fk_menu_entry_parent_id_menu_entry FOREIGN KEY(parent_id) REFERENCES menu_entry (id) \
ON DELETE CASCADE
);
CREATE TABLE account_link (
	id INTEGER NOT NULL,
	user_id INTEGER NOT NULL,
	purpose VARCHAR(20) NOT NULL,
	digest VARCHAR(64) NOT NULL,
	created_at DATETIME NOT NULL,
	expires_at DATETIME NOT NULL,
	used_at DATETIME,
	ended_at DATETIME,
	CONSTRAINT pk_account_link PRIMARY KEY (id),
	CONSTRAINT ck_account_link_purpose CHECK (purpose IN ('invitation', 'password')),
	CONSTRAINT fk_account_link_user_id_user_account FOREIGN KEY(user_id) REFERENCES user_account (id) \
ON DELETE CASCADE,
	CONSTRAINT uq_account_link_digest UNIQUE (digest)
);
CREATE INDEX ix_account_link_user_id ON account_link (user_id);
CREATE TABLE second_factor (
	user_id INTEGER NOT NULL,
	seed VARCHAR(64) NOT NULL,
	started_at DATETIME NOT NULL,
	confirmed_at DATETIME,
	last_step BIGINT NOT NULL,
	CONSTRAINT pk_second_factor PRIMARY KEY (user_id),
	CONSTRAINT fk_second_factor_user_id_user_account FOREIGN KEY(user_id) REFERENCES user_account \
(id) ON DELETE CASCADE
);
CREATE TABLE recovery_code (
	digest VARCHAR(64) NOT NULL,
	user_id INTEGER NOT NULL,
	CONSTRAINT pk_recovery_code PRIMARY KEY (digest),
	CONSTRAINT fk_recovery_code_user_id_user_account FOREIGN KEY(user_id) REFERENCES user_account \
(id) ON DELETE CASCADE
);
CREATE INDEX ix_recovery_code_user_id ON recovery_code (user_id);
CREATE INDEX ix_audit_event_actor_id_at ON audit_event (actor_id, at);
CREATE INDEX ix_audit_event_action_at ON audit_event (action, at);
CREATE INDEX ix_article_by_day ON article (published_on, go_live_at, id, expire_at, live_version, \
withdrawn_at, trashed_at, category_id) WHERE live_version IS NOT NULL AND withdrawn_at IS NULL AND \
trashed_at IS NULL;
CREATE INDEX ix_article_sitemap ON article (go_live_at, id, expire_at, revised_at, live_version, \
withdrawn_at, trashed_at) WHERE live_version IS NOT NULL AND withdrawn_at IS NULL AND trashed_at \
IS NULL;
CREATE INDEX ix_article_newest_in_english ON article (go_live_at, id) WHERE live_version IS NOT \
NULL AND withdrawn_at IS NULL AND trashed_at IS NULL AND language = 'en';
CREATE TABLE document (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	number VARCHAR(100) NOT NULL,
	kind VARCHAR(20) NOT NULL,
	issuing_body VARCHAR(200) NOT NULL,
	signer VARCHAR(200) NOT NULL,
	subject VARCHAR(200) NOT NULL,
	abstract TEXT NOT NULL,
	issued_on DATE NOT NULL,
	effective_on DATE,
	expires_on DATE,
	legal_state VARCHAR(30) NOT NULL,
	relation VARCHAR(20) NOT NULL,
	relates_to_id INTEGER,
	number_key VARCHAR(100) NOT NULL,
	body_slug VARCHAR(100) NOT NULL,
	folded TEXT NOT NULL,
	version INTEGER NOT NULL,
	go_live_at DATETIME,
	first_published_at DATETIME,
	withdrawn_at DATETIME,
	trashed_at DATETIME,
	created_at DATETIME NOT NULL,
	updated_at DATETIME NOT NULL,
	owner_id INTEGER,
	updated_by_id INTEGER, planned_for DATETIME,
	CONSTRAINT ck_document_relation CHECK ((relation = '') = (relates_to_id IS NULL)),
	CONSTRAINT fk_document_relates_to_id_document FOREIGN KEY(relates_to_id) REFERENCES document (id),
	CONSTRAINT fk_document_owner_id_user_account FOREIGN KEY(owner_id) REFERENCES user_account (id),
	CONSTRAINT fk_document_updated_by_id_user_account FOREIGN KEY(updated_by_id) REFERENCES \
user_account (id)
);
CREATE INDEX ix_document_newest ON document (issued_on, id);
CREATE INDEX ix_document_number_key ON document (number_key);
CREATE INDEX ix_document_body_slug ON document (body_slug);
CREATE INDEX ix_document_relates_to_id ON document (relates_to_id);
CREATE INDEX ix_document_go_live_at ON document (go_live_at);
CREATE INDEX ix_document_updated_at ON document (updated_at);
CREATE INDEX ix_document_owner_id ON document (owner_id);
CREATE TABLE document_file (
	document_id INTEGER NOT NULL,
	attachment_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	title VARCHAR(200) NOT NULL,
	CONSTRAINT pk_document_file PRIMARY KEY (document_id, attachment_id),
	CONSTRAINT fk_document_file_document_id_document FOREIGN KEY(document_id) REFERENCES document \
(id) ON DELETE CASCADE,
	CONSTRAINT fk_document_file_attachment_id_attachment FOREIGN KEY(attachment_id) REFERENCES \
attachment (id)
);
CREATE INDEX ix_document_file_attachment_id ON document_file (attachment_id);
CREATE INDEX ix_article_submitted_at ON article (submitted_at) WHERE submitted_at IS NOT NULL;
CREATE INDEX ix_article_sent_back ON article (owner_id, sent_back_at) WHERE sent_back_at IS NOT \
NULL;
CREATE INDEX ix_article_pinned_until ON article (pinned_until) WHERE pinned_until IS NOT NULL;
CREATE TABLE deleted_article (
	id INTEGER NOT NULL,
	first_published_at DATETIME NOT NULL,
	deleted_at DATETIME NOT NULL,
	CONSTRAINT pk_deleted_article PRIMARY KEY (id)
);
CREATE TABLE search_entry (
	id INTEGER NOT NULL,
	article_id INTEGER,
	version INTEGER NOT NULL,
	form INTEGER NOT NULL,
	title TEXT NOT NULL,
	summary TEXT NOT NULL,
	body TEXT NOT NULL,
	more TEXT NOT NULL,
	title_fold TEXT NOT NULL,
	summary_fold TEXT NOT NULL,
	body_fold TEXT NOT NULL,
	more_fold TEXT NOT NULL,
	files_fold TEXT NOT NULL,
	CONSTRAINT pk_search_entry PRIMARY KEY (id),
	CONSTRAINT fk_search_entry_article_id_article FOREIGN KEY(article_id) REFERENCES article (id) ON \
DELETE CASCADE,
	CONSTRAINT uq_search_entry_article_id UNIQUE (article_id)
);
CREATE VIRTUAL TABLE search_words USING fts5(title, summary, body, more, title_fold, summary_fold, \
body_fold, more_fold, files_fold, content='search_entry', content_rowid='id', tokenize="unicode61 \
remove_diacritics 0 categories 'L* N* M* Co'", prefix='2 3');
CREATE TRIGGER search_entry_insert AFTER INSERT ON search_entry BEGIN INSERT INTO search_words \
(rowid, title, summary, body, more, title_fold, summary_fold, body_fold, more_fold, files_fold) \
VALUES (new.id, new.title, new.summary, new.body, new.more, new.title_fold, new.summary_fold, \
new.body_fold, new.more_fold, new.files_fold); END;
CREATE TRIGGER search_entry_delete AFTER DELETE ON search_entry BEGIN INSERT INTO search_words \
(search_words, rowid, title, summary, body, more, title_fold, summary_fold, body_fold, more_fold, \
files_fold) VALUES ('delete', old.id, old.title, old.summary, old.body, old.more, old.title_fold, \
old.summary_fold, old.body_fold, old.more_fold, old.files_fold); END;
CREATE TRIGGER search_entry_update AFTER UPDATE ON search_entry BEGIN INSERT INTO search_words \
(search_words, rowid, title, summary, body, more, title_fold, summary_fold, body_fold, more_fold, \
files_fold) VALUES ('delete', old.id, old.title, old.summary, old.body, old.more, old.title_fold, \
old.summary_fold, old.body_fold, old.more_fold, old.files_fold); INSERT INTO search_words (rowid, \
title, summary, body, more, title_fold, summary_fold, body_fold, more_fold, files_fold) VALUES \
(new.id, new.title, new.summary, new.body, new.more, new.title_fold, new.summary_fold, \
new.body_fold, new.more_fold, new.files_fold); END;
CREATE INDEX ix_article_withdrawn_at ON article (withdrawn_at) WHERE withdrawn_at IS NOT NULL;
CREATE INDEX ix_article_trashed_at ON article (trashed_at) WHERE trashed_at IS NOT NULL;
CREATE INDEX ix_article_expire_at ON article (expire_at) WHERE expire_at IS NOT NULL;
CREATE INDEX ix_article_go_live_at ON article (go_live_at);
CREATE INDEX ix_article_never_live ON article (id) WHERE live_version IS NULL;
CREATE INDEX ix_article_newest_in_category ON article (category_id, go_live_at, id, expire_at, \
live_version, withdrawn_at, trashed_at) WHERE live_version IS NOT NULL AND withdrawn_at IS NULL \
AND trashed_at IS NULL;
CREATE TABLE latest_text (
	article_id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	title_key VARCHAR(400) NOT NULL,
	title TEXT NOT NULL,
	text TEXT NOT NULL,
	CONSTRAINT pk_latest_text PRIMARY KEY (article_id),
	CONSTRAINT fk_latest_text_article_id_article FOREIGN KEY(article_id) REFERENCES article (id) ON \
DELETE CASCADE
);
CREATE TABLE form_key (
	user_id INTEGER NOT NULL,
	"key" VARCHAR(32) NOT NULL,
	article_id INTEGER NOT NULL,
	made_at DATETIME NOT NULL,
	CONSTRAINT pk_form_key PRIMARY KEY (user_id, "key"),
	CONSTRAINT fk_form_key_article_id_article FOREIGN KEY(article_id) REFERENCES article (id) ON \
DELETE CASCADE,
	CONSTRAINT fk_form_key_user_id_user_account FOREIGN KEY(user_id) REFERENCES user_account (id) ON \
DELETE CASCADE
);
CREATE INDEX ix_form_key_article_id ON form_key (article_id);
CREATE TABLE presence (
	user_id INTEGER NOT NULL,
	"key" VARCHAR(32) NOT NULL,
	tab VARCHAR(12) NOT NULL,
	article_id INTEGER,
	seen_at DATETIME NOT NULL,
	is_open BOOLEAN NOT NULL,
	number INTEGER NOT NULL,
	saved_version INTEGER,
	CONSTRAINT pk_presence PRIMARY KEY (user_id, "key", tab),
	CONSTRAINT fk_presence_article_id_article FOREIGN KEY(article_id) REFERENCES article (id) ON \
DELETE CASCADE,
	CONSTRAINT fk_presence_user_id_user_account FOREIGN KEY(user_id) REFERENCES user_account (id) ON \
DELETE CASCADE
);
CREATE INDEX ix_presence_article_id ON presence (article_id);
INSERT INTO alembic_version VALUES ('0016');
INSERT INTO category VALUES (1, 'Tin tức', 'tin-tuc', 'Việc của Sở', 1, NULL, 0);
INSERT INTO category VALUES (2, 'Đo lường', 'do-luong', '', 2, 1, 0);
INSERT INTO category VALUES (3, 'Nội bộ', 'noi-bo', '', 3, NULL, 1);
INSERT INTO sign_in_failures VALUES ('b34b3956a51c175cb42ba370929f94ce', 1, '2024-11-04 \
03:30:00.000000');
INSERT INTO sign_in_failures VALUES ('62514558c7c338ff549e152f473a236b', 1, '2024-11-04 \
03:30:00.000000');
INSERT INTO site_identity VALUES (1, 'Sở Khoa học và Công nghệ tỉnh Hưng Lạc', 'UBND tỉnh Hưng \
Lạc', 'Số 18 đường Bến Sen', '0299 3825 186', 'so@hunglac.example', 'Bà Trần Thị Hoài Thu', 'Số \
7/GP', 'Department of Science', '', '', 'vi', '0b5394', '[{"name": "T\u1ec9nh", "url": \
"https://hunglac.example"}]', 1);
INSERT INTO user_account VALUES (1, 'the.administrator@hunglac.example', 'the administrator', \
'administrator', 'pbkdf2:sha256:1$LcC3JZU8JUwtw3ey$225d67e9b138f4807f76e0066a123939df3acbdbde40ade3\
6d61a3f2c4a95f88', 0, '2024-11-02 06:30:00.000000', NULL, NULL);
INSERT INTO user_account VALUES (2, 'the.editor@hunglac.example', 'the editor', 'editor', \
'pbkdf2:sha256:1$LcC3JZU8JUwtw3ey$225d67e9b138f4807f76e0066a123939df3acbdbde40ade36d61a3f2c4a95f88'\
, 0, '2024-11-02 11:30:00.000000', NULL, NULL);
INSERT INTO user_account VALUES (3, 'the.writer@hunglac.example', 'the writer', 'writer', \
'pbkdf2:sha256:1$LcC3JZU8JUwtw3ey$225d67e9b138f4807f76e0066a123939df3acbdbde40ade36d61a3f2c4a95f88'\
, 0, '2024-11-02 16:30:00.000000', NULL, NULL);
INSERT INTO user_account VALUES (4, 'nghi@hunglac.example', 'Đã nghỉ', 'writer', '', 0, \
'2024-11-02 21:30:00.000000', NULL, '2024-11-03 02:30:00.000000');
INSERT INTO attachment VALUES (1, 'b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2', 'kế hoạch.pdf', 'pdf', 2048, \
3, '2024-11-05 04:30:00.000000', 'Nội dung kế hoạch
năm 2025', 0);
INSERT INTO audit_event VALUES (1, '2024-11-02 06:30:00.000000', NULL, 'user.add', 'user_account', \
1, '{"email": "the.administrator@hunglac.example", "role": "administrator"}');
INSERT INTO audit_event VALUES (2, '2024-11-02 11:30:00.000000', NULL, 'user.add', 'user_account', \
2, '{"email": "the.editor@hunglac.example", "role": "editor"}');
INSERT INTO audit_event VALUES (3, '2024-11-02 16:30:00.000000', NULL, 'user.add', 'user_account', \
3, '{"email": "the.writer@hunglac.example", "role": "writer"}');
INSERT INTO audit_event VALUES (4, '2024-11-02 21:30:00.000000', NULL, 'user.add', 'user_account', \
4, '{"email": "nghi@hunglac.example", "role": "writer"}');
INSERT INTO audit_event VALUES (5, '2024-11-03 22:30:00.000000', 4, 'second_factor.renew_codes', \
'user_account', 4, '{}');
INSERT INTO audit_event VALUES (6, '2024-11-04 08:30:00.000000', 1, 'category.add', 'category', 1, \
'{"name": "Tin t\u1ee9c"}');
INSERT INTO audit_event VALUES (7, '2024-11-04 13:30:00.000000', 1, 'category.add', 'category', 2, \
'{"name": "\u0110o l\u01b0\u1eddng"}');
INSERT INTO audit_event VALUES (8, '2024-11-04 18:30:00.000000', 1, 'category.add', 'category', 3, \
'{"name": "N\u1ed9i b\u1ed9"}');
INSERT INTO audit_event VALUES (9, '2024-11-05 09:30:00.000000', 1, 'site.change', \
'site_identity', 1, '{"before": {}, "after": {"name": "S\u1edf Khoa h\u1ecdc v\u00e0 C\u00f4ng \
ngh\u1ec7 t\u1ec9nh H\u01b0ng L\u1ea1c", "parent_body": "UBND t\u1ec9nh H\u01b0ng L\u1ea1c", \
"address": "S\u1ed1 18 \u0111\u01b0\u1eddng B\u1ebfn Sen", "phone": "0299 3825 186", "email": \
"so@hunglac.example", "responsible": "B\u00e0 Tr\u1ea7n Th\u1ecb Ho\u00e0i Thu", "licence": \
"S\u1ed1 7/GP", "name_en": "Department of Science", "parent_body_en": "", "address_en": "", \
"language": "vi", "colour": "0b5394", "links": [{"name": "T\u1ec9nh", "url": \
"https://hunglac.example"}], "logo_id": null}}');
INSERT INTO audit_event VALUES (10, '2024-11-05 14:30:00.000000', 3, 'article.create', 'article', \
1, '{"title": "Ch\u1ee3 n\u1ed5i \u201cC\u00e1i B\u00e8\u201d h\u1ecdp l\u1ea1i & \u0111\u00f4ng \
vui"}');
INSERT INTO audit_event VALUES (11, '2024-11-05 19:30:00.000000', 2, 'article.publish', 'article', \
1, '{"title": "Ch\u1ee3 n\u1ed5i \u201cC\u00e1i B\u00e8\u201d h\u1ecdp l\u1ea1i & \u0111\u00f4ng \
vui", "revision": 1}');
INSERT INTO audit_event VALUES (12, '2024-11-06 00:30:00.000000', 3, 'article.save', 'article', 1, \
'{"title": "Ch\u1ee3 n\u1ed5i h\u1ecdp l\u1ea1i, b\u1ea3n s\u1eeda", "revision": 2}');
INSERT INTO audit_event VALUES (13, '2024-11-06 05:30:00.000000', 2, 'article.pin', 'article', 1, \
'{"title": "Ch\u1ee3 n\u1ed5i \u201cC\u00e1i B\u00e8\u201d h\u1ecdp l\u1ea1i & \u0111\u00f4ng \
vui", "before": "", "after": "2035-01-01T00:00:00+00:00"}');
INSERT INTO audit_event VALUES (14, '2024-11-06 10:30:00.000000', 3, 'article.create', 'article', \
2, '{"title": "Floating market is back"}');
INSERT INTO audit_event VALUES (15, '2024-11-06 15:30:00.000000', 2, 'article.publish', 'article', \
2, '{"title": "Floating market is back", "revision": 1}');
INSERT INTO audit_event VALUES (16, '2024-11-06 20:30:00.000000', 3, 'article.create', 'article', \
3, '{"title": "B\u00e0i \u0111\u00e3 g\u1ee1"}');
INSERT INTO audit_event VALUES (17, '2024-11-07 01:30:00.000000', 2, 'article.publish', 'article', \
3, '{"title": "B\u00e0i \u0111\u00e3 g\u1ee1", "revision": 1}');
INSERT INTO audit_event VALUES (18, '2024-11-07 06:30:00.000000', 2, 'article.unpublish', \
'article', 3, '{"title": "B\u00e0i \u0111\u00e3 g\u1ee1"}');
INSERT INTO audit_event VALUES (19, '2024-11-07 11:30:00.000000', 3, 'article.create', 'article', \
4, '{"title": "B\u00e0i trong th\u00f9ng r\u00e1c"}');
INSERT INTO audit_event VALUES (20, '2024-11-07 16:30:00.000000', 2, 'article.trash', 'article', \
4, '{"title": "B\u00e0i trong th\u00f9ng r\u00e1c"}');
INSERT INTO audit_event VALUES (21, '2024-11-07 21:30:00.000000', 3, 'article.create', 'article', \
5, '{"title": ""}');
INSERT INTO audit_event VALUES (22, '2024-11-08 02:30:00.000000', 3, 'article.plan', 'article', 5, \
'{"title": "", "before": "", "after": "2035-02-02T01:00:00+00:00"}');
INSERT INTO audit_event VALUES (23, '2024-11-08 07:30:00.000000', 3, 'article.create', 'article', \
6, '{"title": "B\u00e0i ch\u1edd duy\u1ec7t"}');
INSERT INTO audit_event VALUES (24, '2024-11-08 12:30:00.000000', 3, 'article.submit', 'article', \
6, '{"title": "B\u00e0i ch\u1edd duy\u1ec7t", "revision": 1}');
INSERT INTO audit_event VALUES (25, '2024-11-08 17:30:00.000000', 3, 'article.create', 'article', \
7, '{"title": "B\u00e0i tr\u1ea3 l\u1ea1i"}');
INSERT INTO audit_event VALUES (26, '2024-11-08 22:30:00.000000', 3, 'article.submit', 'article', \
7, '{"title": "B\u00e0i tr\u1ea3 l\u1ea1i", "revision": 1}');
INSERT INTO audit_event VALUES (27, '2024-11-09 03:30:00.000000', 2, 'article.send_back', \
'article', 7, '{"title": "B\u00e0i tr\u1ea3 l\u1ea1i", "revision": 1, "comment": "Thi\u1ebfu \
s\u1ed1 li\u1ec7u n\u0103m 2023."}');
INSERT INTO audit_event VALUES (28, '2024-11-09 08:30:00.000000', 3, 'article.create', 'article', \
8, '{"title": "B\u00e0i h\u1eb9n gi\u1edd"}');
INSERT INTO audit_event VALUES (29, '2024-11-09 13:30:00.000000', 2, 'article.schedule', \
'article', 8, '{"title": "B\u00e0i h\u1eb9n gi\u1edd", "revision": 1, "go_live_at": \
"2035-03-03T00:00:00+00:00"}');
INSERT INTO audit_event VALUES (30, '2024-11-09 18:30:00.000000', 3, 'article.create', 'article', \
9, '{"title": "B\u00e0i s\u1ebd x\u00f3a"}');
INSERT INTO audit_event VALUES (31, '2024-11-09 23:30:00.000000', 2, 'article.publish', 'article', \
9, '{"title": "B\u00e0i s\u1ebd x\u00f3a", "revision": 1}');
INSERT INTO audit_event VALUES (32, '2024-11-10 04:30:00.000000', 2, 'article.trash', 'article', \
9, '{"title": "B\u00e0i s\u1ebd x\u00f3a"}');
INSERT INTO audit_event VALUES (33, '2024-11-10 09:30:00.000000', 1, 'article.delete', 'article', \
9, '{"title": "B\u00e0i s\u1ebd x\u00f3a", "revisions": 1}');
INSERT INTO audit_event VALUES (34, '2024-11-10 14:30:00.000000', 2, 'article.create', 'article', \
10, '{"title": "Gi\u1edbi thi\u1ec7u"}');
INSERT INTO audit_event VALUES (35, '2024-11-10 19:30:00.000000', 2, 'article.publish', 'article', \
10, '{"title": "Gi\u1edbi thi\u1ec7u", "revision": 1}');
INSERT INTO audit_event VALUES (36, '2024-11-11 00:30:00.000000', 1, 'menu.begin', 'menu_entry', \
0, '{}');
INSERT INTO audit_event VALUES (37, '2024-11-11 05:30:00.000000', 1, 'menu.add', 'menu_entry', 3, \
'{"kind": "page", "label": ""}');
INSERT INTO audit_event VALUES (38, '2024-11-11 10:30:00.000000', 1, 'menu.add', 'menu_entry', 4, \
'{"kind": "tag", "label": ""}');
INSERT INTO audit_event VALUES (39, '2024-11-11 15:30:00.000000', 1, 'menu.add', 'menu_entry', 5, \
'{"kind": "link", "label": "T\u1ec9nh"}');
INSERT INTO audit_event VALUES (40, '2024-11-11 20:30:00.000000', 2, 'document.create', \
'document', 1, '{"number": "07/Q\u0110-SKHCN"}');
INSERT INTO audit_event VALUES (41, '2024-11-12 01:30:00.000000', 2, 'document.publish', \
'document', 1, '{"number": "07/Q\u0110-SKHCN", "go_live_at": "2024-11-12T01:30+00:00"}');
INSERT INTO audit_event VALUES (42, '2024-11-12 06:30:00.000000', 2, 'document.create', \
'document', 2, '{"number": "115/Q\u0110-SKHCN"}');
INSERT INTO audit_event VALUES (43, '2024-11-12 11:30:00.000000', 2, 'document.publish', \
'document', 2, '{"number": "115/Q\u0110-SKHCN", "go_live_at": "2024-11-12T11:30+00:00"}');
INSERT INTO picture VALUES (1, 'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1', 640, 400, 'chợ nổi.jpg', 3, \
'2024-11-04 23:30:00.000000', 'Chợ nổi', 'cho noi jpg cho noi');
INSERT INTO article VALUES (1, 2, 1, '2024-11-05 19:30:00.000000', NULL, '2024-11-05 \
19:30:00.000000', NULL, NULL, '2024-11-05 14:30:00.000000', '2024-11-06 05:30:00.000000', 3, 'Chợ \
nổi “Cái Bè” họp lại & đông vui', 'Chợ đã họp lại.', '<h2>Sáng sớm</h2>
<p>Thuyền đặt bánh, cá; ghe.</p>
<figure><img width="640" height="400" src="/media/a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1-640.jpg" \
alt="Chợ nổi"><figcaption>Ảnh</figcaption></figure>', 'Nguyễn An', 'NA', 'Báo Hưng Lạc', \
'2024-11-05', 1, 1, 'Thuyền trên sông', '[{"id": 1, "title": "K\u1ebf ho\u1ea1ch"}]', 0, 'Bến \
sáng', 'A. Minh', '["Ch\u1ee3 n\u1ed5i", "Du l\u1ecbch"]', NULL, 'vi', '2024-11-05 \
19:30:00.000000', '2035-01-01 00:00:00.000000', NULL, NULL, NULL, NULL, NULL, '', NULL, '30 70');
INSERT INTO article VALUES (2, 1, 1, '2024-11-06 15:30:00.000000', NULL, '2024-11-06 \
15:30:00.000000', NULL, NULL, '2024-11-06 10:30:00.000000', '2024-11-06 15:30:00.000000', 3, \
'Floating market is back', '', '<p>Every morning.</p>', '', '', '', '2024-11-06', 2, NULL, '', \
'[]', 0, '', '', '["Ch\u1ee3 n\u1ed5i"]', NULL, 'en', '2024-11-06 15:30:00.000000', NULL, NULL, \
NULL, NULL, NULL, NULL, '', NULL, '');
INSERT INTO article VALUES (3, 1, 1, '2024-11-07 01:30:00.000000', NULL, '2024-11-07 \
01:30:00.000000', '2024-11-07 06:30:00.000000', NULL, '2024-11-06 20:30:00.000000', '2024-11-07 \
06:30:00.000000', 3, 'Bài đã gỡ', '', '<p>Nội dung.</p>', '', '', '', '2024-11-07', 1, NULL, '', \
'[]', 0, '', '', '[]', NULL, 'vi', '2024-11-07 01:30:00.000000', NULL, NULL, NULL, NULL, NULL, \
NULL, '', NULL, '');
INSERT INTO article VALUES (4, 1, NULL, NULL, NULL, NULL, NULL, '2024-11-07 16:30:00.000000', \
'2024-11-07 11:30:00.000000', '2024-11-07 16:30:00.000000', 3, 'Bài trong thùng rác', '', '<p>Nội \
dung.</p>', '', '', '', NULL, 1, NULL, '', '[]', 0, '', '', '[]', NULL, 'vi', NULL, NULL, NULL, \
NULL, NULL, NULL, NULL, '', NULL, '');
INSERT INTO article VALUES (5, 1, NULL, NULL, NULL, NULL, NULL, NULL, '2024-11-07 \
21:30:00.000000', '2024-11-08 02:30:00.000000', 3, '', '', '<p>Nháp chưa có chuyên mục.</p>', '', \
'', '', NULL, NULL, NULL, '', '[]', 0, '', '', '[]', NULL, 'vi', NULL, NULL, NULL, NULL, NULL, \
NULL, NULL, '', '2035-02-02 01:00:00.000000', '');
INSERT INTO article VALUES (6, 1, NULL, NULL, NULL, NULL, NULL, NULL, '2024-11-08 \
07:30:00.000000', '2024-11-08 12:30:00.000000', 3, 'Bài chờ duyệt', '', '<p>Nội dung.</p>', '', \
'', '', NULL, 1, NULL, '', '[]', 0, '', '', '[]', NULL, 'vi', NULL, NULL, '2024-11-08 \
12:30:00.000000', 1, NULL, 3, NULL, '', NULL, '');
INSERT INTO article VALUES (7, 1, NULL, NULL, NULL, NULL, NULL, NULL, '2024-11-08 \
17:30:00.000000', '2024-11-09 03:30:00.000000', 3, 'Bài trả lại', '', '<p>Nội dung.</p>', '', '', \
'', NULL, 1, NULL, '', '[]', 0, '', '', '[]', NULL, 'vi', NULL, NULL, NULL, NULL, '2024-11-09 \
03:30:00.000000', NULL, 2, 'Thiếu số liệu năm 2023.', NULL, '');
INSERT INTO article VALUES (8, 1, 1, '2035-03-03 00:00:00.000000', '2035-04-04 00:00:00.000000', \
'2035-03-03 00:00:00.000000', NULL, NULL, '2024-11-09 08:30:00.000000', '2024-11-09 \
13:30:00.000000', 3, 'Bài hẹn giờ', '', '<p>Nội dung.</p>', '', '', '', '2035-03-03', 1, NULL, '', \
'[]', 0, '', '', '[]', NULL, 'vi', '2035-03-03 00:00:00.000000', NULL, NULL, NULL, NULL, NULL, \
NULL, '', NULL, '');
INSERT INTO article VALUES (10, 1, 1, '2024-11-10 19:30:00.000000', NULL, '2024-11-10 \
19:30:00.000000', NULL, NULL, '2024-11-10 14:30:00.000000', '2024-11-10 19:30:00.000000', 2, 'Giới \
thiệu', '', '<p>Chức năng, nhiệm vụ.</p>', '', '', '', '2024-11-11', NULL, NULL, '', '[]', 0, '', \
'', '[]', 'gioi-thieu', 'vi', '2024-11-10 19:30:00.000000', NULL, NULL, NULL, NULL, NULL, NULL, \
'', NULL, '');
INSERT INTO media_use VALUES (1, 'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1');
INSERT INTO media_use VALUES (1, 'b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2');
INSERT INTO revision VALUES (1, 1, 1, '2024-11-05 14:30:00.000000', 3, 2, 'Chợ nổi “Cái Bè” họp \
lại & đông vui', 'Chợ đã họp lại.', '<h2>Sáng sớm</h2>
<p>Thuyền đặt bánh, cá; ghe.</p>
<figure><img width="640" height="400" src="/media/a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1-640.jpg" \
alt="Chợ nổi"><figcaption>Ảnh</figcaption></figure>', 'Nguyễn An', 'NA', 'Báo Hưng Lạc', \
'2024-11-05', 1, 1, 'Thuyền trên sông', '[{"id": 1, "title": "K\u1ebf ho\u1ea1ch"}]', 0, 'Bến \
sáng', 'A. Minh', '["Ch\u1ee3 n\u1ed5i", "Du l\u1ecbch"]', 'vi', '30 70');
INSERT INTO revision VALUES (2, 1, 2, '2024-11-06 00:30:00.000000', 3, 2, 'Chợ nổi họp lại, bản \
sửa', 'Chợ đã họp lại.', '<h2>Sáng sớm</h2>
<p>Thuyền đặt bánh, cá; ghe.</p>
<figure><img width="640" height="400" src="/media/a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1-640.jpg" \
alt="Chợ nổi"><figcaption>Ảnh</figcaption></figure>', 'Nguyễn An', 'NA', 'Báo Hưng Lạc', \
'2024-11-05', 1, 1, 'Thuyền trên sông', '[{"id": 1, "title": "K\u1ebf ho\u1ea1ch"}]', 0, 'Bến \
sáng', 'A. Minh', '["Ch\u1ee3 n\u1ed5i", "Du l\u1ecbch"]', 'vi', '30 70');
INSERT INTO revision VALUES (3, 2, 1, '2024-11-06 10:30:00.000000', 3, 2, 'Floating market is \
back', '', '<p>Every morning.</p>', '', '', '', '2024-11-06', 2, NULL, '', '[]', 0, '', '', \
'["Ch\u1ee3 n\u1ed5i"]', 'en', '');
INSERT INTO revision VALUES (4, 3, 1, '2024-11-06 20:30:00.000000', 3, 2, 'Bài đã gỡ', '', '<p>Nội \
dung.</p>', '', '', '', '2024-11-07', 1, NULL, '', '[]', 0, '', '', '[]', 'vi', '');
INSERT INTO revision VALUES (5, 4, 1, '2024-11-07 11:30:00.000000', 3, 2, 'Bài trong thùng rác', \
'', '<p>Nội dung.</p>', '', '', '', NULL, 1, NULL, '', '[]', 0, '', '', '[]', 'vi', '');
INSERT INTO revision VALUES (6, 5, 1, '2024-11-07 21:30:00.000000', 3, 2, '', '', '<p>Nháp chưa có \
chuyên mục.</p>', '', '', '', NULL, NULL, NULL, '', '[]', 0, '', '', '[]', 'vi', '');
INSERT INTO revision VALUES (7, 6, 1, '2024-11-08 07:30:00.000000', 3, 2, 'Bài chờ duyệt', '', \
'<p>Nội dung.</p>', '', '', '', NULL, 1, NULL, '', '[]', 0, '', '', '[]', 'vi', '');
INSERT INTO revision VALUES (8, 7, 1, '2024-11-08 17:30:00.000000', 3, 2, 'Bài trả lại', '', \
'<p>Nội dung.</p>', '', '', '', NULL, 1, NULL, '', '[]', 0, '', '', '[]', 'vi', '');
INSERT INTO revision VALUES (9, 8, 1, '2024-11-09 08:30:00.000000', 3, 2, 'Bài hẹn giờ', '', \
'<p>Nội dung.</p>', '', '', '', NULL, 1, NULL, '', '[]', 0, '', '', '[]', 'vi', '');
INSERT INTO revision VALUES (10, 10, 1, '2024-11-10 14:30:00.000000', 2, 2, 'Giới thiệu', '', \
'<p>Chức năng, nhiệm vụ.</p>', '', '', '', '2024-11-11', NULL, NULL, '', '[]', 0, '', '', '[]', \
'vi', '');
INSERT INTO autosave VALUES (1, 3, 'article-6', 6, '{"title": ["B\u00e0i ch\u1edd duy\u1ec7t, \
vi\u1ebft ti\u1ebfp"], "body": ["<p>C\u00e2u \"d\u1edf\"\n dang</p>"], "base_version": ["1"]}', \
'2024-11-13 02:30:00.000000', 'tab1');
INSERT INTO revision_media VALUES (1, 'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1');
INSERT INTO revision_media VALUES (1, 'b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2');
INSERT INTO revision_media VALUES (2, 'a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1');
INSERT INTO revision_media VALUES (2, 'b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2');
INSERT INTO tag VALUES (1, 'Chợ nổi', 'cho-noi');
INSERT INTO tag VALUES (2, 'Du lịch', 'du-lich');
INSERT INTO article_tag VALUES (1, 1);
INSERT INTO article_tag VALUES (1, 2);
INSERT INTO article_tag VALUES (2, 1);
INSERT INTO former_address VALUES ('category', 'tin-cu', 1);
INSERT INTO menu_entry VALUES (1, 'home', '', '', NULL, NULL, NULL, NULL, 1);
INSERT INTO menu_entry VALUES (2, 'category', '', '', 1, NULL, NULL, NULL, 2);
INSERT INTO menu_entry VALUES (3, 'page', '', '', NULL, 10, NULL, NULL, 3);
INSERT INTO menu_entry VALUES (4, 'tag', '', '', NULL, NULL, 1, 3, 4);
INSERT INTO menu_entry VALUES (5, 'link', 'Tỉnh', 'https://hunglac.example', NULL, NULL, NULL, \
NULL, 5);
INSERT INTO account_link VALUES (1, 4, 'invitation', \
'36aa02ec1e07f09a1afb02ecf9cf8a57fb42bcbafdc67d34285fbd9247775c04', '2024-11-03 07:30:00.000000', \
'2024-11-10 07:30:00.000000', NULL, NULL);
INSERT INTO second_factor VALUES (4, 'fdf1fc4417fb074fe262495c1ea1be435ca47867b6c4782a1b29b93dafb97\
12a', '2024-11-03 12:30:00.000000', '2024-11-03 17:30:00.000000', 59000000);
INSERT INTO recovery_code VALUES ('610528eb53d2bf179599547bb64301a1a16a2dd72e72fb86593afa4267bf301c\
', 4);
INSERT INTO recovery_code VALUES ('4ed5cf7380848ff431dfad86a003f24dba9f616f41503aa3d177a0d40187274b\
', 4);
INSERT INTO recovery_code VALUES ('f320c877a00eb1648657446b5d98f4ab021b7846081a07a0ee89b968e3c40f39\
', 4);
INSERT INTO recovery_code VALUES ('a37aaf7ab3334f050297d707e052f87ef2a8b731e2ce87864b63bc1fa4bf8849\
', 4);
INSERT INTO recovery_code VALUES ('0e9da77d1bc67a256f4bcf3100da8f32263d05d1025bd7dd64206904f777e32d\
', 4);
INSERT INTO recovery_code VALUES ('28d5b7a055e7c631a6092437256ed5ac49e5a0a6bd71ad91cef7850cd09e33c9\
', 4);
INSERT INTO recovery_code VALUES ('ee6ca03bd468f1088458c2da5145fa825b273c5ba9ceb2829749aa9edac2297a\
', 4);
INSERT INTO recovery_code VALUES ('a9bf881d2d84b39f29fe368dcac89faff4e966fb6972a3fc6a7542284370cdea\
', 4);
INSERT INTO recovery_code VALUES ('92cf56d8e02a59118a02cb2c56d70dcb1c268bab896e663e7fa091d8d1029fde\
', 4);
INSERT INTO recovery_code VALUES ('ca0ef205a6b6739cbd5324e4f15f32e8814639377916e72511197668f60b743b\
', 4);
INSERT INTO document VALUES (1, '07/QĐ-SKHCN', 'quyet-dinh', 'Sở KHCN', '', '', 'Ban hành quy \
định', '2022-01-05', NULL, NULL, '', '', NULL, '07qdskhcn', 'so-khcn', ' 07 qd skhcn 07qdskhcn ban \
hanh quy dinh so khcn', 1, '2024-11-12 01:30:00.000000', '2024-11-12 01:30:00.000000', NULL, NULL, \
'2024-11-11 20:30:00.000000', '2024-11-12 01:30:00.000000', 2, 2, NULL);
INSERT INTO document VALUES (2, '115/QĐ-SKHCN', 'quyet-dinh', 'Sở KHCN', 'Lâm Quang Vịnh', 'Đo \
lường', 'Ban hành quy định mới
thay quy định cũ', '2024-10-05', '2024-10-15', '2030-01-01', '', 'thay-the', 1, '115qdskhcn', \
'so-khcn', ' 115 qd skhcn 115qdskhcn ban hanh quy dinh moi thay quy dinh cu so khcn lam quang vinh \
do luong toan van', 1, '2024-11-12 11:30:00.000000', '2024-11-12 11:30:00.000000', NULL, NULL, \
'2024-11-12 06:30:00.000000', '2024-11-12 11:30:00.000000', 2, 2, NULL);
INSERT INTO document_file VALUES (2, 1, 0, 'Toàn văn');
INSERT INTO deleted_article VALUES (9, '2024-11-09 23:30:00.000000', '2024-11-10 09:30:00.000000');
INSERT INTO search_entry VALUES (812753497693880321, 1, 1, 1, 'chợ nổi cái bè họp lại đông vui', \
'chợ đã họp lại', 'sáng sớm thuyền đặt bánh cá ghe ảnh', 'nguyễn an na báo hưng lạc bến sáng a \
minh chợ nổi du lịch kế hoạch kế hoạch pdf', 'cho noi cai be hop lai dong vui', 'cho da hop lai', \
'sang som thuyen dat banh ca ghe anh', 'nguyen an na bao hung lac ben sang a minh cho noi du lich \
ke hoach ke hoach pdf', 'noi dung ke hoach nam 2025');
INSERT INTO search_entry VALUES (812754597205508098, 2, 1, 1, 'floating market is back', '', \
'every morning', 'chợ nổi', 'floating market is back', '', 'every morning', 'cho noi', '');
INSERT INTO search_entry VALUES (812755696717135875, 3, 1, 1, 'bài đã gỡ', '', 'nội dung', '', \
'bai da go', '', 'noi dung', '', '');
INSERT INTO search_entry VALUES (812760094763646986, 10, 1, 1, 'giới thiệu', '', 'chức năng nhiệm \
vụ', '', 'gioi thieu', '', 'chuc nang nhiem vu', '', '');
INSERT INTO search_entry VALUES (816898656530595848, 8, 1, 1, 'bài hẹn giờ', '', 'nội dung', '', \
'bai hen gio', '', 'noi dung', '', '');
INSERT INTO latest_text VALUES (1, 2, '253241103840331032394210362133102421381045482100005002000500\
05000200020', ' cho noi hop lai ban sua', ' cho noi hop lai ban sua cho da hop lai nguyen an bao \
hung lac sang som thuyen dat banh ca ghe anh');
INSERT INTO latest_text VALUES (2, 1, '303639214633383110372144352846103345102421253500000000000000\
00000000000', ' floating market is back', ' floating market is back every morning');
INSERT INTO latest_text VALUES (3, 1, '24213310272110314100010003003', ' bai da go', ' bai da go \
noi dung');
INSERT INTO latest_text VALUES (4, 1, '24213310464439383110463247383110442125000100000000001000040'\
, ' bai trong thung rac', ' bai trong thung rac noi dung');
INSERT INTO latest_text VALUES (5, 1, '00', '', ' nhap chua co chuyen muc');
INSERT INTO latest_text VALUES (6, 1, '24213310253241102647522946000100001000050', ' bai cho \
duyet', ' bai cho duyet noi dung');
INSERT INTO latest_text VALUES (7, 1, '24213310464421103621330001000020050', ' bai tra lai', ' bai \
tra lai noi dung');
INSERT INTO latest_text VALUES (8, 1, '24213310322838103133410001000500001', ' bai hen gio', ' bai \
hen gio noi dung');
INSERT INTO latest_text VALUES (10, 1, '31334133104632332947000040000050', ' gioi thieu', ' gioi \
thieu chuc nang nhiem vu');
INSERT INTO form_key VALUES (3, 'new-1f2e3d', 1, '2024-11-12 16:30:00.000000');
INSERT INTO presence VALUES (3, 'article-1', 'tab1', 1, '2024-11-12 21:30:00.000000', 1, 0, NULL);
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES ('article', 10);
INSERT INTO sqlite_sequence VALUES ('document', 2);

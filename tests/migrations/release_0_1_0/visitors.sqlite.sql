CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
CREATE TABLE visitor_hour (
	hour BIGINT NOT NULL,
	visits BIGINT NOT NULL,
	pages BIGINT NOT NULL,
	CONSTRAINT pk_visitor_hour PRIMARY KEY (hour)
);
CREATE TABLE visitor_session (
	id VARCHAR(22) NOT NULL,
	last_seen BIGINT NOT NULL,
	CONSTRAINT pk_visitor_session PRIMARY KEY (id)
);
CREATE INDEX ix_visitor_session_last_seen ON visitor_session (last_seen);
CREATE TABLE visitor_total (
	id INTEGER NOT NULL,
	visits BIGINT NOT NULL,
	pages BIGINT NOT NULL,
	CONSTRAINT pk_visitor_total PRIMARY KEY (id),
	CONSTRAINT ck_visitor_total_single CHECK (id = 1)
);
CREATE TABLE article_views (
	day BIGINT NOT NULL,
	article_id INTEGER NOT NULL,
	views BIGINT NOT NULL,
	CONSTRAINT pk_article_views PRIMARY KEY (day, article_id)
);
CREATE INDEX ix_article_views_article_id ON article_views (article_id, views);
INSERT INTO alembic_version VALUES ('0016');
INSERT INTO visitor_hour VALUES (1730509200, 1, 1);
INSERT INTO visitor_hour VALUES (1730512800, 2, 4);
INSERT INTO visitor_hour VALUES (1730516400, 3, 7);
INSERT INTO visitor_session VALUES ('Zm9vYmFyYmF6cXV4MTIzNA', 1730516400);
INSERT INTO visitor_total VALUES (1, 5000000000, 12345678901);
INSERT INTO article_views VALUES (1730480400, 1, 41);
INSERT INTO article_views VALUES (1730566800, 2, 2);

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.article_views (
    day bigint NOT NULL,
    article_id integer NOT NULL,
    views bigint NOT NULL
);
CREATE TABLE public.visitor_hour (
    hour bigint NOT NULL,
    visits bigint NOT NULL,
    pages bigint NOT NULL
);
CREATE TABLE public.visitor_session (
    id character varying(22) NOT NULL,
    last_seen bigint NOT NULL
);
CREATE TABLE public.visitor_total (
    id integer NOT NULL,
    visits bigint NOT NULL,
    pages bigint NOT NULL,
    CONSTRAINT ck_visitor_total_single CHECK ((id = 1))
);
INSERT INTO public.alembic_version VALUES ('0016');
INSERT INTO public.article_views VALUES (1730480400, 1, 41);
INSERT INTO public.article_views VALUES (1730566800, 2, 2);
INSERT INTO public.visitor_hour VALUES (1730509200, 1, 1);
INSERT INTO public.visitor_hour VALUES (1730512800, 2, 4);
INSERT INTO public.visitor_hour VALUES (1730516400, 3, 7);
INSERT INTO public.visitor_session VALUES ('Zm9vYmFyYmF6cXV4MTIzNA', 1730516400);
INSERT INTO public.visitor_total VALUES (1, 5000000000, 12345678901);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.article_views
    ADD CONSTRAINT pk_article_views PRIMARY KEY (day, article_id);
ALTER TABLE ONLY public.visitor_hour
    ADD CONSTRAINT pk_visitor_hour PRIMARY KEY (hour);
ALTER TABLE ONLY public.visitor_session
    ADD CONSTRAINT pk_visitor_session PRIMARY KEY (id);
ALTER TABLE ONLY public.visitor_total
    ADD CONSTRAINT pk_visitor_total PRIMARY KEY (id);
CREATE INDEX ix_article_views_article_id ON public.article_views USING btree (article_id, views);
CREATE INDEX ix_visitor_session_last_seen ON public.visitor_session USING btree (last_seen);

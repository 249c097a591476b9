#!/usr/bin/env bash
# Installs the news site on this machine: Debian 12 or newer, Ubuntu 24.04 or newer. Runs again without harm.
set -euo pipefail
umask 022

SOURCE=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
BASE=/opt/newsapp
INSTANCE=${NEWSAPP_INSTANCE:-/var/lib/newsapp}
BACKUPS=/var/backups/newsapp
SETTINGS=/etc/newsapp/newsapp.env
NGINX=${NEWSAPP_NGINX:-/etc/nginx/newsapp}
SITE=/etc/nginx/sites-available/newsapp.conf
ACME=/var/www/newsapp
CERTIFICATES=${NEWSAPP_CERTIFICATES:-/etc/letsencrypt/live}
UNITS=/etc/systemd/system
COMMAND=/usr/local/bin/newsapp
SERVER=${NEWSAPP_SERVER:-127.0.0.1:8000}
BODY_LIMIT=120m
PACKAGES=(ca-certificates certbot nginx python3 python3-venv)

DOMAIN='' EMAIL='' DRY='' RENDER='' DEMO='' TLS=yes REMOVE='' CHANGED=''

usage() {
    cat <<'TEXT'
sudo deploy/install.sh [--domain NAME] [--email ADDRESS] [OPTIONS]

  --domain NAME     the site's name, such as so-khcn.example.gov.vn; asked for where it is missing
  --email ADDRESS   the first administrator's; also told when the certificate cannot be renewed
  --demo            fill an empty site with the demo content
  --no-tls          stay on plain http
  --dry-run         say what would be done, and do nothing
  --uninstall       take the program away; content, settings and backups stay
  --render FOLDER   only write nginx's files to FOLDER, to look at them
TEXT
}

say() { printf '%s\n' "$*"; }
die() {
    printf 'install.sh: %s\n' "$*" >&2
    exit 1
}

# Does what its words say, or says them.
run() {
    if [ -n "$DRY" ]; then
        say "  would run: $*"
    else
        "$@"
    fi
}

# put FILE MODE GROUP: writes standard input to FILE where it is not that already.
put() {
    local file=$1 mode=$2 group=$3 new
    new=$(mktemp)
    cat >"$new"
    if cmp -s -- "$new" "$file"; then
        rm -f -- "$new"
        return
    fi
    CHANGED=yes
    if [ -n "$DRY" ]; then
        say "  would write: $file"
    else
        install -D -m "$mode" -o root -g "$group" -- "$new" "$file"
    fi
    rm -f -- "$new"
}

has_systemd() { [ -d /run/systemd/system ]; }

ask() { # ask VARIABLE QUESTION
    local answer=''
    while [ -z "$answer" ]; do
        [ -t 0 ] || die "--${1,,} is missing, and there is nobody to ask"
        read -r -p "$2 " answer || die 'no answer'
    done
    printf -v "$1" '%s' "$answer"
}

read_options() {
    while [ $# -gt 0 ]; do
        case $1 in
        --domain | --email | --render)
            [ $# -gt 1 ] || die "$1 needs a value"
            case $1 in
            --domain) DOMAIN=$2 ;;
            --email) EMAIL=$2 ;;
            --render) RENDER=$2 ;;
            esac
            shift
            ;;
        --demo) DEMO=yes ;;
        --no-tls) TLS='' ;;
        --dry-run) DRY=yes ;;
        --uninstall) REMOVE=yes ;;
        -h | --help)
            usage
            exit
            ;;
        *) die "unknown option $1 (--help lists them)" ;;
        esac
        shift
    done
}

check_system() {
    local id='' version='' pretty=''
    [ -r /etc/os-release ] || die 'this is neither Debian nor Ubuntu'
    id=$(. /etc/os-release && printf '%s' "${ID:-}")
    version=$(. /etc/os-release && printf '%s' "${VERSION_ID:-99}")
    pretty=$(. /etc/os-release && printf '%s' "${PRETTY_NAME:-}")
    case $id in
    debian) [ "${version%%.*}" -ge 12 ] || die "$pretty is too old: Debian 12 or newer is needed" ;;
    ubuntu) [ "${version%%.*}" -ge 24 ] || die "$pretty is too old: Ubuntu 24.04 or newer is needed" ;;
    *) die "$pretty is neither Debian nor Ubuntu" ;;
    esac
    [ -n "$DRY" ] || [ "$(id -u)" = 0 ] || die 'run it as root: sudo deploy/install.sh'
}

check_answers() {
    if [ -z "$DOMAIN" ] && [ -r "$SETTINGS" ]; then
        DOMAIN=$(sed -n 's/^NEWSAPP_HOSTS="\{0,1\}\([^",]*\).*/\1/p' "$SETTINGS")
    fi
    [ -n "$DOMAIN" ] || ask DOMAIN 'Domain of the site (tên miền của trang):'
    [[ $DOMAIN =~ ^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$ ]] ||
        die "$DOMAIN is no domain name: write it as in so-khcn.example.gov.vn"
    if [ -n "$RENDER" ]; then return; fi
    [ -n "$EMAIL" ] || ask EMAIL "First administrator's email (email của quản trị viên đầu tiên):"
    [[ $EMAIL =~ ^[^[:space:]@]+@[^[:space:]@]+$ ]] || die "$EMAIL is no email address"
}

install_packages() {
    local missing=() name
    for name in "${PACKAGES[@]}"; do
        if [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" != installed ]; then
            missing+=("$name")
        fi
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Installing ${missing[*]}"
    run apt-get update -qq
    run env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

make_user() {
    if ! getent passwd newsapp >/dev/null; then
        say 'Making the user newsapp'
        run useradd --system --user-group --home-dir "$INSTANCE" --no-create-home --shell /usr/sbin/nologin newsapp
    fi
    # nginx sends pictures and style sheets itself, so it reads them.
    if ! id -nG www-data 2>/dev/null | tr ' ' '\n' | grep -qx newsapp; then
        run usermod --append --groups newsapp www-data
        CHANGED=yes
    fi
    run install -d -m 0750 -o newsapp -g newsapp "$INSTANCE"
    run install -d -m 0700 -o newsapp -g newsapp "$BACKUPS"
    run install -d -m 0755 "$ACME"
    run install -d -m 0755 "$BASE" "$BASE/releases"
    run install -d -m 0750 -o root -g newsapp "$(dirname -- "$SETTINGS")"
}

version_of() { sed -n 's/^version = //p' "$1/setup.cfg"; }

# Each release has a folder and an environment of its own; `current` leads to the one that serves.
install_release() {
    local version folder
    version=$(version_of "$SOURCE")
    folder=$BASE/releases/$version
    if [ -L "$BASE/current" ] && [ "$(readlink "$BASE/current")" != "releases/$version" ]; then
        die "$(readlink "$BASE/current") is installed. To change to $version: newsapp upgrade ARCHIVE"
    fi
    if [ ! -e "$folder/.ready" ]; then
        say "Installing release $version"
        run rm -rf -- "$folder"
        run mkdir -p -- "$folder"
        copy_release "$folder"
        make_environment "$folder"
        run touch "$folder/.ready"
        CHANGED=yes
    fi
    run ln -sfn "releases/$version" "$BASE/current"
    put "$COMMAND" 0755 root <"$SOURCE/deploy/newsapp.sh"
}

copy_release() {
    local name
    for name in newsapp migrations deploy docs setup.cfg pyproject.toml requirements.txt wsgi.py README.md CHANGELOG.md \
        LICENSE; do
        if [ -e "$SOURCE/$name" ]; then
            run cp -R --preserve=mode,timestamps -- "$SOURCE/$name" "$1/"
        fi
    done
    run chown -R root:root "$1"
    run chmod -R u+rwX,go+rX,go-w "$1"
}

# From the release archive's own wheels, without the network; else the locked packages from the package index.
make_environment() {
    local pip=("$1/.venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps) from=()
    if [ -d "$SOURCE/wheels" ]; then
        from=(--no-index --find-links "$SOURCE/wheels")
    fi
    run python3 -m venv "$1/.venv"
    run "${pip[@]}" "${from[@]}" --require-hashes -r "$1/requirements.txt"
    run "${pip[@]}" "${from[@]}" --no-build-isolation --editable "$1"
    run "$1/.venv/bin/python" -m compileall -q "$1/newsapp"
}

write_settings() {
    if [ -e "$SETTINGS" ]; then
        if ! grep -Eq "^NEWSAPP_HOSTS=\"?([^\"]*,)?$DOMAIN[\",]?" "$SETTINGS"; then
            run sed -i "s/^NEWSAPP_HOSTS=.*/NEWSAPP_HOSTS=\"$DOMAIN\"/" "$SETTINGS"
            CHANGED=yes
        fi
        return
    fi
    put "$SETTINGS" 0640 newsapp <<TEXT
# Settings of the news site; docs/en/settings.md lists them all. After a change: systemctl restart newsapp
NEWSAPP_INSTANCE="$INSTANCE"
NEWSAPP_BACKUPS="$BACKUPS"
NEWSAPP_HOSTS="$DOMAIN"
NEWSAPP_HTTPS="0"
NEWSAPP_PROXIES="1"
NEWSAPP_ACCEL="/_media"
NEWSAPP_HOST="${SERVER%:*}"
NEWSAPP_PORT="${SERVER##*:}"
TEXT
}

prepare_site() {
    local demo=() people=''
    [ -z "$DEMO" ] || demo=(--demo)
    run "$COMMAND" init "${demo[@]}"
    if [ -z "$DRY" ]; then people=$("$COMMAND" user list); fi
    if ! grep -q ' administrator$' <<<"$people"; then
        run "$COMMAND" user add "$EMAIL" --role administrator
    fi
}

install_units() {
    local unit names=()
    for unit in "$SOURCE"/deploy/systemd/*; do
        put "$UNITS/${unit##*/}" 0644 root <"$unit"
        case $unit in
        *.timer | *.socket | */newsapp.service) names+=("${unit##*/}") ;;
        esac
    done
    if has_systemd || [ -n "$DRY" ]; then
        run systemctl daemon-reload
        run systemctl enable --quiet --now "${names[@]}"
        [ -z "$CHANGED" ] || run systemctl restart newsapp.service
    else
        say "systemd does not run here. Where it does: systemctl enable --now ${names[*]}"
        systemctl enable --quiet "${names[@]}" || true
    fi
}

strict_transport() {
    printf 'max-age=31536000'
    if grep -Eqs '^NEWSAPP_HSTS_SUBDOMAINS="?(1|true|yes|on)"?$' "$SETTINGS"; then printf '; includeSubDomains'; fi
}

# filled FILE: the template with this installation's values.
filled() {
    sed -e "s|@DOMAIN@|$DOMAIN|g" -e "s|@INSTANCE@|$INSTANCE|g" -e "s|@NGINX@|$NGINX|g" -e "s|@ACME@|$ACME|g" \
        -e "s|@SERVER@|$SERVER|g" -e "s|@BODY_LIMIT@|$BODY_LIMIT|g" -e "s|@CERTIFICATES@|$CERTIFICATES|g" \
        -e "s|@STRICT_TRANSPORT@|$(strict_transport)|g" \
        "$SOURCE/deploy/nginx/$1"
}

has_certificate() { [ -e "$CERTIFICATES/$DOMAIN/fullchain.pem" ]; }

configure_nginx() {
    local site=plain.conf name
    if [ -n "$TLS" ] && has_certificate; then site=secure.conf; fi
    for name in headers.conf proxy.conf forms.conf transport.conf site.conf; do
        put "$NGINX/$name" 0644 root < <(filled "$name")
    done
    # The list of servers is the administrator's to change.
    [ -e "$NGINX/upstream.conf" ] || put "$NGINX/upstream.conf" 0644 root < <(filled upstream.conf)
    put "$SITE" 0644 root < <(filled "$site")
    run ln -sfn "$SITE" /etc/nginx/sites-enabled/newsapp.conf
    run nginx -t -q
    if has_systemd || [ -n "$DRY" ]; then
        run systemctl enable --quiet nginx
        # A restart is for the group that lets it read pictures; otherwise nobody need be cut off.
        if [ -n "$CHANGED" ]; then run systemctl restart nginx; else run systemctl reload-or-restart nginx; fi
    fi
}

# Whether http://DOMAIN/ is answered by this machine, however its addresses are translated on the way.
leads_here() {
    local token folder=$ACME/.well-known/acme-challenge
    token=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    mkdir -p "$folder"
    printf '%s' "$token" >"$folder/$token"
    python3 - "$DOMAIN" "$token" <<'CODE' && rm -f "$folder/$token" || { rm -f "$folder/$token" && false; }
import sys, urllib.request
domain, token = sys.argv[1:]
try:
    with urllib.request.urlopen(f"http://{domain}/.well-known/acme-challenge/{token}", timeout=10) as answer:
        sys.exit(answer.read().decode() != token)
except (OSError, ValueError):
    sys.exit(1)
CODE
}

get_certificate() {
    if [ -z "$TLS" ]; then return; fi
    if [ -n "$DRY" ]; then
        say "  would ask Let's Encrypt for a certificate for $DOMAIN, once that name leads here"
        return
    fi
    if ! has_certificate; then
        if ! leads_here; then
            say "http://$DOMAIN/ does not lead to this machine yet: the site stays on plain http."
            say "Once it does, run this again for https. (Khi tên miền đã trỏ về máy này, hãy chạy lại lệnh này.)"
            return
        fi
        certbot certonly --webroot --webroot-path "$ACME" --domain "$DOMAIN" --email "$EMAIL" --agree-tos \
            --non-interactive --quiet --deploy-hook 'systemctl reload nginx' || {
            say 'No certificate was given; the reason stands in /var/log/letsencrypt. The site stays on plain http.'
            return
        }
    fi
    configure_nginx
    if ! grep -qx 'NEWSAPP_HTTPS="1"' "$SETTINGS"; then
        sed -i 's/^NEWSAPP_HTTPS=.*/NEWSAPP_HTTPS="1"/' "$SETTINGS"
        if has_systemd; then systemctl restart newsapp.service; fi
    fi
}

uninstall() {
    local unit
    for unit in "$SOURCE"/deploy/systemd/*; do
        unit=${unit##*/}
        if [ -e "$UNITS/$unit" ]; then
            has_systemd && run systemctl disable --quiet --now "$unit" || true # a template has nothing to stop
            run rm -f -- "$UNITS/$unit"
        fi
    done
    if has_systemd; then run systemctl daemon-reload; fi
    run rm -f -- /etc/nginx/sites-enabled/newsapp.conf "$SITE" "$COMMAND"
    run rm -rf -- "$NGINX" "$BASE"
    if has_systemd; then run systemctl reload nginx; fi
    say "The program is gone. Kept: $INSTANCE (content), $(dirname -- "$SETTINGS") (settings), $BACKUPS (backups)."
    say 'Installing again takes them up. (Cài lại sẽ dùng tiếp các dữ liệu này.)'
}

main() {
    read_options "$@"
    if [ -n "$RENDER" ]; then
        check_answers
        mkdir -p "$RENDER"
        local name
        for name in "$SOURCE"/deploy/nginx/*.conf; do filled "${name##*/}" >"$RENDER/${name##*/}"; done
        return
    fi
    check_system
    if [ -n "$REMOVE" ]; then
        uninstall
        return
    fi
    check_answers
    install_packages
    make_user
    install_release
    write_settings
    prepare_site
    install_units
    configure_nginx
    get_certificate
    if [ -n "$DRY" ]; then
        say 'Nothing was done.'
        return
    fi
    if has_certificate; then say "The site serves: https://$DOMAIN/"; else say "The site serves: http://$DOMAIN/"; fi
    say "The staff's door is /admin/. What could be better: newsapp check"
}

main "$@"

#!/bin/sh
# The site's command with the site's settings, as the user that runs the site; as root only what restarts the site.
set -eu
settings=/etc/newsapp/newsapp.env
if [ ! -r "$settings" ]; then
    echo "newsapp: $settings cannot be read: run it as root, with sudo" >&2
    exit 1
fi
set -a
# shellcheck source=/dev/null
. "$settings"
set +a
program=/opt/newsapp/current/.venv/bin/newsapp
case "$(id -un) ${1:-}" in
"root upgrade" | "root rollback" | newsapp*) exec "$program" "$@" ;;
root*) exec runuser -u newsapp -- "$program" "$@" ;;
*)
    echo "newsapp: run it as root, with sudo" >&2
    exit 1
    ;;
esac

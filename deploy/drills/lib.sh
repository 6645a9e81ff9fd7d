# shellcheck shell=bash
# What the drills have in common: a whole production on this machine, with PostgreSQL over TLS, Redis
# with users, two instances and nginx, on free ports of the loopback interface, in a folder of its own.
# Sourced, never run. Nothing survives the end: each process is ended by its id.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)"
deploy="$root/deploy"
jar="${STUDIO_JAR:-$root/sample-app/target/sample-app.jar}"
java="${JAVA_HOME:+$JAVA_HOME/bin/}java"
# shellcheck source=deploy/drills/certificates.sh
. "$deploy/drills/certificates.sh"
began="$(date +%s%N)"
passed=0
failed=0

# Seconds since the start, for the timeline.
since() {
	local now
	now="$(date +%s%N)"
	printf '%d.%01d' "$(((now - began) / 1000000000))" "$(((now - began) / 100000000 % 10))"
}

say() {
	printf '%7ss  %s\n' "$(since)" "$*"
}

ok() {
	passed=$((passed + 1))
	say "ok: $*"
}

not_ok() {
	failed=$((failed + 1))
	say "NOT OK: $*"
}

# check WHAT COMMAND...: the command tells.
check() {
	local what="$1"
	shift
	if "$@"; then ok "$what"; else not_ok "$what"; fi
}

die() {
	not_ok "$*"
	exit 1
}

# Prints the verdict and ends.
verdict() {
	printf '%d passed, %d failed\n' "$passed" "$failed"
	[ "$failed" = 0 ]
}

need() {
	local program
	for program in "$@"; do
		command -v "$program" >/dev/null || die "$program is not installed"
	done
}

# --- The folder, and the processes by their ids ---

open_stack() {
	trap close_stack EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM
	if [ -n "${DRILL_STACK:-}" ]; then
		stack="$DRILL_STACK"
		return 0
	fi
	stack="$(mktemp -d "${TMPDIR:-/tmp}/studio-drill.XXXXXX")"
	chmod 711 "$stack"
	mkdir -p "$stack/pids" "$stack/secrets" "$stack/logs"
	chmod 700 "$stack/secrets" "$stack/pids"
}

# A stack that was handed over is ended by whoever started it.
close_stack() {
	local status=$? pid file
	trap - EXIT INT TERM
	for pid in "${workers[@]:-}"; do
		[ -z "$pid" ] || kill "$pid" 2>/dev/null || true
	done
	if [ "$failed" != 0 ] && [ -z "${DRILL_STACK:-}" ]; then
		tail -n 4 "$stack"/logs/*.log 2>/dev/null | cut -c 1-300 || true
	fi
	exec 2>/dev/null
	[ -z "${DRILL_STACK:-}" ] || exit "$status"
	for file in "$stack"/pids/*; do
		case "$file" in
			*/pids/\*) ;;
			# Their children end only when they are told.
			*/nginx) stop nginx TERM ;;
			*/postgres) stop postgres QUIT ;;
			*) stop "${file##*/}" KILL ;;
		esac
	done
	rm -rf "$stack"
	exit "$status"
}

workers=()

# stop NAME [SIGNAL]: ends what was started under the name, and waits until it is gone.
stop() {
	local name="$1" signal="${2:-TERM}" pid i
	[ -f "$stack/pids/$name" ] || return 0
	pid="$(<"$stack/pids/$name")"
	rm -f "$stack/pids/$name"
	kill -s "$signal" "$pid" 2>/dev/null || return 0
	for ((i = 0; i < 600; i++)); do
		alive "$pid" || return 0
		sleep 0.1
	done
	kill -s KILL "$pid" 2>/dev/null || true
}

# A process that has ended and that nobody has asked about yet is not alive.
alive() {
	local state
	state="$(awk '/^State:/ { print $2 }' "/proc/$1/status" 2>/dev/null)" || return 1
	[ -n "$state" ] && [ "$state" != Z ]
}

# await SECONDS COMMAND...: until the command succeeds.
await() {
	local end=$((SECONDS + $1))
	shift
	while [ "$SECONDS" -le "$end" ]; do
		"$@" >/dev/null 2>&1 && return 0
		sleep 0.1
	done
	return 1
}

# A port that nobody listens on, and that was given to nobody who does not listen yet.
free_port() {
	local port
	while :; do
		port=$((20000 + RANDOM % 12000))
		! grep -qsxF "$port" "$stack/ports" || continue
		(: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
	done
	echo "$port" >>"$stack/ports"
	printf '%s' "$port"
}

secret() {
	openssl rand -hex 24 >"$stack/secrets/$1"
}

# --- PostgreSQL ---

postgres_bin() {
	local dir
	for dir in /usr/lib/postgresql/*/bin; do
		[ -x "$dir/initdb" ] && printf '%s' "$dir"
	done | tail -n 1
}

# PostgreSQL does not run as root. Called in a subshell, which becomes the command.
as_postgres() {
	cd /
	if [ "$(id -u)" = 0 ]; then
		exec setpriv --reuid=postgres --regid=postgres --clear-groups -- "$@"
	fi
	exec "$@"
}

init_postgres() {
	pg_bin="${pg_bin:-$(postgres_bin)}"
	[ -n "$pg_bin" ] || die "no PostgreSQL under /usr/lib/postgresql"
	mkdir -p "$stack/pg"
	[ "$(id -u)" != 0 ] || chown postgres "$stack/pg"
	(as_postgres "$pg_bin/initdb" -D "$stack/pg/data" -U postgres --auth-local=trust --auth-host=scram-sha-256 \
		--encoding=UTF8 --no-sync) >"$stack/logs/initdb.log"
	install -m 600 "$stack/tls/privkey.pem" "$stack/pg/server.key"
	install -m 644 "$stack/tls/fullchain.pem" "$stack/pg/server.crt"
	[ "$(id -u)" != 0 ] || chown postgres "$stack/pg/server.key" "$stack/pg/server.crt"
	printf 'local all postgres trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n' >"$stack/pg/data/pg_hba.conf"
}

start_postgres() {
	pg_bin="${pg_bin:-$(postgres_bin)}"
	[ -f "$stack/pg/port" ] || free_port >"$stack/pg/port"
	pg_port="$(<"$stack/pg/port")"
	(as_postgres "$pg_bin/postgres" -D "$stack/pg/data" -p "$pg_port" -c listen_addresses=127.0.0.1 -c ssl=on \
		-c ssl_cert_file="$stack/pg/server.crt" -c ssl_key_file="$stack/pg/server.key" \
		-c unix_socket_directories="$stack/pg" -c fsync=off -c max_connections=120) \
		>>"$stack/logs/postgres.log" 2>&1 &
	echo $! >"$stack/pids/postgres"
	await 120 admin_sql postgres 'select 1' || die "PostgreSQL does not start"
}

# admin_sql DATABASE STATEMENT: as superuser, by the socket.
admin_sql() {
	PGHOST="$stack/pg" PGPORT="$(<"$stack/pg/port")" PGUSER=postgres psql --no-psqlrc -qAt \
		-v ON_ERROR_STOP=1 -d "$1" -c "$2"
}

# with_role ROLE COMMAND...: the connection of libpq over TLS, the password from a file.
with_role() {
	local role="$1"
	shift
	PGHOST=localhost PGPORT="$(<"$stack/pg/port")" PGDATABASE=studio PGUSER="studio_$role" \
		PGSSLMODE=verify-full PGSSLROOTCERT="$stack/tls/ca.pem" PGPASSFILE="$stack/secrets/pgpass" "$@"
}

make_roles() {
	local role
	: >"$stack/secrets/pgpass"
	for role in migrator app readonly backup; do
		[ -f "$stack/secrets/db_$role" ] || secret "db_$role"
		printf 'localhost:*:*:studio_%s:%s\n' "$role" "$(<"$stack/secrets/db_$role")" >>"$stack/secrets/pgpass"
	done
	chmod 600 "$stack/secrets/pgpass"
	correct_roles
}

correct_roles() {
	PGHOST="$stack/pg" PGPORT="$(<"$stack/pg/port")" PGUSER=postgres \
		MIGRATOR_PASSWORD_FILE="$stack/secrets/db_migrator" APP_PASSWORD_FILE="$stack/secrets/db_app" \
		READONLY_PASSWORD_FILE="$stack/secrets/db_readonly" BACKUP_PASSWORD_FILE="$stack/secrets/db_backup" \
		"$deploy/postgres/roles" >>"$stack/logs/roles.log" 2>&1 || die "the roles cannot be made: $(tail -n 3 "$stack/logs/roles.log")"
}

# --- Redis ---

start_redis() {
	[ -f "$stack/secrets/redis" ] || secret redis
	[ -f "$stack/redis_port" ] || free_port >"$stack/redis_port"
	"$deploy/redis/users" "$stack/secrets/redis" >"$stack/users.acl"
	sed -e "s|/run/redis/users.acl|$stack/users.acl|" -e "s|^port .*|port $(<"$stack/redis_port")|" \
		-e 's|^bind .*|bind 127.0.0.1|' "$deploy/redis/redis.conf" >"$stack/redis.conf"
	# Of its own start, and not of one before.
	: >"$stack/logs/redis.log"
	(cd "$stack" && exec redis-server "$stack/redis.conf" >>"$stack/logs/redis.log" 2>&1) &
	echo $! >"$stack/pids/redis"
	await 60 grep -q 'Ready to accept connections' "$stack/logs/redis.log" || die "Redis does not start"
	printf 'redis://studio:%s@127.0.0.1:%s/0' "$(<"$stack/secrets/redis")" "$(<"$stack/redis_port")" \
		>"$stack/secrets/redis_url"
}

# --- The application ---

# Prometheus asks the instances themselves, over plain HTTP and by address, so /metrics is exempt from the
# checks of host and scheme; its key is still needed. Redis may take longer than in production, since a drill
# shares the machine with everything else.
#
# java_app ROLE [OPTION...]: the jar in production, with nothing of this environment but what is said here.
# Called in a subshell, which becomes the process.
java_app() {
	local role="$1" url
	shift
	url="postgresql://studio_$role@localhost:$(<"$stack/pg/port")/studio?sslmode=verify-full&sslrootcert=$stack/tls/ca.pem"
	exec env -i PATH="$PATH" LANG=C.UTF-8 ENV=production ALLOWED_HOSTS=localhost LOG_LEVEL=INFO \
		JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=5 -XX:+UseSerialGC -XX:TieredStopAtLevel=1" \
		DATABASE_URL="$url" SPRING_DATASOURCE_PASSWORD_FILE="$stack/secrets/db_$role" \
		DB_POOL_SIZE=5 DB_MAX_OVERFLOW=5 SECRET_KEY_FILE="$stack/secrets/jwt" \
		SIGNED_URL_SECRET_FILE="$stack/secrets/signed_url" REDIS_URL_FILE="$stack/secrets/redis_url" \
		HARDENING_CLIENTIP_TRUSTEDPROXIES=127.0.0.1/32 RATE_LIMIT_API="${DRILL_API_LIMIT:-100000}" \
		HARDENING_SHUTDOWN_DRAINDELAY="${DRILL_DRAIN:-1s}" PRODUCTION_CORS_ORIGINS=https://localhost \
		HARDENING_APIKEYS_KEYS_PROMETHEUS_HASH_FILE="$stack/secrets/prometheus_hash" \
		HARDENING_APIKEYS_KEYS_PROMETHEUS_SCOPES=actuator \
		HARDENING_SHAREDSTATE_STORE=jdbc HARDENING_HOSTS_EXEMPTPATHS=/health,/ready,/live,/metrics \
		HARDENING_RATELIMIT_REDIS_TIMEOUT="${DRILL_REDIS_TIMEOUT:-5s}" \
		ADMIN_PASSWORD_FILE="$stack/secrets/admin" "${app_env[@]}" "$java" -jar "$jar" "$@"
}

app_env=()

# Migrates, and creates the first administrator, who is alice.
migrate() {
	(app_env+=(DB_POOL_SIZE=2 DB_MAX_OVERFLOW=1) && java_app migrator --server.port=-1 --studio.create-admin=alice --hardening.database.migrations=apply) \
		>>"$stack/logs/migrate.log" 2>&1 || die "the migration fails: $(tail -n 3 "$stack/logs/migrate.log")"
	correct_roles
}

# start_app NAME: begins to start an instance; see await_app.
start_app() {
	local name="$1"
	[ -f "$stack/$name.port" ] || free_port >"$stack/$name.port"
	(java_app app --server.port="$(<"$stack/$name.port")" \
		--server.address=127.0.0.1 --hardening.database.migrations=validate) >>"$stack/logs/$name.log" 2>&1 &
	echo $! >"$stack/pids/$name"
}

app_url() {
	printf 'http://127.0.0.1:%s' "$(<"$stack/$1.port")"
}

is_ready() {
	curl -fsS -m 10 "$(app_url "$1")/ready"
}

await_app() {
	await 600 is_ready "$1" || die "$1 does not become ready: $(tail -n 3 "$stack/logs/$1.log" | cut -c 1-600)"
}

# --- nginx ---

start_nginx() {
	local dir="$stack/nginx"
	mkdir -p "$dir/run"
	[ -f "$stack/https_port" ] || free_port >"$stack/https_port"
	[ -f "$stack/http_port" ] || free_port >"$stack/http_port"
	cp "$deploy"/nginx/*.conf "$dir"
	sed -i -e "s|/run/nginx/|$dir/run/|" -e "s|/etc/studio/tls/|$stack/tls/|" -e "s|/var/lib/studio/acme|$dir/acme|" \
		-e "s|/dev/stderr|$stack/logs/nginx.log|" -e "s|/dev/stdout|$stack/logs/access.log|" \
		-e "s|listen 443|listen 127.0.0.1:$(<"$stack/https_port")|" -e "s|listen 80|listen 127.0.0.1:$(<"$stack/http_port")|" \
		-e "s|studio.example.com|localhost|" -e "s|127.0.0.11|127.0.0.1|" \
		-e "s|app-1:8080|127.0.0.1:$(<"$stack/app-1.port")|" -e "s|app-2:8080|127.0.0.1:$(<"$stack/app-2.port")|" \
		-e "s|rate=20r/s|rate=${DRILL_RATE:-20000}r/s|" "$dir"/*.conf
	# As root the workers would be nobody, who cannot write below a folder of ours.
	[ "$(id -u)" != 0 ] || sed -i '1i user root;' "$dir/nginx.conf"
	nginx_command=(nginx -p "$dir" -c "$dir/nginx.conf" -e "$stack/logs/nginx.log")
	"${nginx_command[@]}" -t -q 2>"$stack/logs/nginx-test.log" || die "nginx does not accept its configuration"
	"${nginx_command[@]}" -g 'daemon off;' >/dev/null 2>&1 &
	echo $! >"$stack/pids/nginx"
	site="https://localhost:$(<"$stack/https_port")"
	await 60 test -s "$dir/run/nginx.pid" || die "nginx does not start"
}

# The processes of nginx that were begun by the first.
nginx_workers() {
	grep -lsE "^PPid:[[:space:]]+$(<"$stack/pids/nginx")\$" /proc/[0-9]*/status | cut -d/ -f3 || true
}

# take_nothing_new WORKER...: whether each has ended, or is about to, as its title says.
take_nothing_new() {
	local pid
	for pid in "$@"; do
		! grep -qsF 'worker process' "/proc/$pid/cmdline" || grep -qsF 'shutting down' "/proc/$pid/cmdline" || return 1
	done
}

# reloading COMMAND...: runs what tells nginx to read its configuration again, and waits until that is what counts.
reloading() {
	local workers_before
	mapfile -t workers_before < <(nginx_workers)
	[ "${#workers_before[@]}" != 0 ] || die "nginx has no workers"
	"$@" || return
	await 60 take_nothing_new "${workers_before[@]}" || die "nginx goes on as before"
}

# switch NAME on|off: takes an instance out of nginx, or puts it back.
switch() {
	NGINX_DIR="$stack/nginx" NGINX_COMMAND="nginx -p $stack/nginx -c $stack/nginx/nginx.conf -e $stack/logs/nginx.log" \
		reloading "$deploy/nginx/switch" "127.0.0.1:$(<"$stack/$1.port")" "$2" 2>>"$stack/logs/switch.log"
}

# --- Everything ---

start_stack() {
	need curl jq openssl psql redis-server nginx "$java"
	[ -f "$jar" ] || die "$jar is not there: mvn -B -DskipTests package"
	open_stack
	if [ -n "${DRILL_STACK:-}" ]; then
		site="https://localhost:$(<"$stack/https_port")"
		return 0
	fi
	make_certificates
	start_ocsp
	local name
	for name in jwt signed_url admin prometheus; do secret "$name"; done
	printf %s "$(<"$stack/secrets/prometheus")" | sha256sum | cut -d ' ' -f 1 >"$stack/secrets/prometheus_hash"
	init_postgres
	start_postgres
	make_roles
	start_redis
	migrate
	say "PostgreSQL, Redis, migrations and the first administrator"
	start_app app-1
	start_app app-2
	await_app app-1
	await_app app-2
	start_nginx
	say "two instances behind nginx at $site"
}

# --- Clients ---

# served_by NAME: whether nginx gives requests to the instance.
served_by() {
	local i
	for i in 1 2 3 4 5 6; do
		ask "/live" -o /dev/null -H "X-Request-ID: drill-served-$i" || return 1
	done
	grep -qF "\"upstream\":\"127.0.0.1:$(<"$stack/$1.port")\"" < <(tail -n 20 "$stack/logs/access.log" | grep 'drill-served-')
}

# ask PATH [OPTION...]: by nginx, as any client.
ask() {
	local path="$1"
	shift
	curl -sS -m 15 --cacert "$stack/tls/ca.pem" "$@" "$site$path"
}

status_of() {
	local path="$1"
	shift
	ask "$path" -o /dev/null -w '%{http_code}' "$@" || true
}

# Signs alice in and keeps the token in a file that curl reads, so that it is in no argument.
sign_in() {
	jq -n --rawfile password "$stack/secrets/admin" '{username: "alice", password: ($password | rtrimstr("\n"))}' |
		ask /api/auth/login -H 'Content-Type: application/json' --data @- >"$stack/secrets/login"
	jq -e -r '"Authorization: Bearer \(.access_token)"' "$stack/secrets/login" >"$stack/secrets/bearer" ||
		die "alice cannot sign in: $(<"$stack/secrets/login")"
}

make_catalog() {
	local status
	status="$(status_of /api/catalogs -H "@$stack/secrets/bearer" -H 'Content-Type: application/json' \
		--data "{\"name\":\"$1\",\"description\":\"of a drill\"}")"
	[[ "$status" =~ ^20[01]$ ]] || die "the catalog $1 cannot be made: $status"
}

# live_load: asks again and again until it is ended. Each request connects anew: a connection that nginx closes while
# it is idle is no failed request. Nor does one that it closes before anything was asked on it count, as it does with
# HTTP/2 when it reloads and the handshake is just over, so it is HTTP/1.1.
live_load() {
	while :; do status_of /live --http1.1 2>/dev/null && echo; done
}

# write_load CATALOG WRITER: adds items one after the other until it is ended; what was accepted is written
# down after the answer, and so is every other answer, with the writer.
write_load() {
	local catalog="$1" writer="$2" i status
	for ((i = 0; ; i++)); do
		status="$(status_of "/api/catalogs/$catalog/items" --http1.1 -H "@$stack/secrets/bearer" -H 'Content-Type: application/json' \
			--data "{\"name\":\"$writer-$i\",\"description\":\"\",\"color\":\"#abcdef\"}" 2>/dev/null)"
		if [ "$status" = 201 ]; then
			echo "$writer-$i" >>"$stack/accepted.$catalog"
		else
			echo "$status $writer" >>"$stack/refused.$catalog"
		fi
	done
}

# start_writers CATALOG NUMBER
start_writers() {
	local i
	: >"$stack/accepted.$1"
	: >"$stack/refused.$1"
	make_catalog "$1"
	for ((i = 1; i <= $2; i++)); do
		write_load "$1" "w$i" &
		workers+=($!)
	done
}

stop_writers() {
	local pid
	for pid in "${workers[@]:-}"; do
		[ -z "$pid" ] || kill "$pid" 2>/dev/null || true
	done
	wait "${workers[@]}" 2>/dev/null || true
	workers=()
}

accepted() {
	wc -l <"$stack/accepted.$1"
}

refused() {
	wc -l <"$stack/refused.$1"
}

# lost CATALOG: prints how many items that were accepted are not in the database.
lost() {
	admin_sql studio "select i.name from item i join catalog c on c.id = i.catalog_id where c.name = '$1'" |
		sort >"$stack/stored.$1"
	sort "$stack/accepted.$1" | comm -23 - "$stack/stored.$1" | wc -l
}

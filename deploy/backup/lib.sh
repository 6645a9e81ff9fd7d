# shellcheck shell=bash
# What the commands of this folder have in common. Sourced, never run.

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
command_name="$(basename "$0")"
# shellcheck disable=SC2034
database="${PGDATABASE:-studio}"

# The names of backups: when they were begun, in UTC.
name_pattern='^[a-z][a-z0-9_]*-[0-9]{8}T[0-9]{6}Z$'

say() {
	printf '%s %s: %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$command_name" "$*"
}

die() {
	say "$*" >&2
	exit 1
}

need() {
	local program
	for program in "$@"; do
		command -v "$program" >/dev/null || die "$program is not installed"
	done
}

# A folder that nobody else reads and that is gone at the end, however it comes.
make_work() {
	umask 077
	work="$(mktemp -d "${BACKUP_TMPDIR:-${TMPDIR:-/tmp}}/studio-backup.XXXXXX")"
	trap 'rm -rf "$work"' EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM
}

store() {
	"$here/store" "$@"
}

sql() {
	psql --no-psqlrc -qAt -v ON_ERROR_STOP=1 "$@"
}

is_name() {
	[[ "$1" =~ ^[a-z][a-z0-9_]{0,62}$ ]]
}

# Names of the complete backups, the oldest first: what has a manifest is whole.
backups() {
	local listing
	listing="$(store list)" || die "The store cannot be listed"
	sed -n 's/\.manifest\.json$//p' <<<"$listing" | grep -E "$name_pattern" | sort || true
}

# choose NAME|latest: prints the name of a backup that is there.
choose() {
	local wanted="$1" all name
	all="$(backups)" || exit 1
	[ -n "$all" ] || die "There is no complete backup in the store"
	if [ "$wanted" = latest ]; then
		# By the time, whatever the databases are called.
		sort -t - -k 2 <<<"$all" | tail -n 1
		return 0
	fi
	while read -r name; do
		[ "$name" != "$wanted" ] || { printf '%s\n' "$name" && return 0; }
	done <<<"$all"
	die "There is no backup $wanted; the last is $(tail -n 1 <<<"$all")"
}

# fetch NAME: manifest and dump into the work folder, the dump checked against the manifest.
fetch() {
	local name="$1" expected actual
	store get "$name.manifest.json" "$work/manifest.json"
	expected="$(jq -er .sha256 "$work/manifest.json")" || die "The manifest of $name cannot be read"
	store get "$name.dump.age" "$work/dump.age"
	actual="$(sha256sum <"$work/dump.age" | cut -d ' ' -f 1)"
	[ "$expected" = "$actual" ] || die "$name is damaged: its checksum is $actual and should be $expected"
}

# restore_into DATABASE: the fetched dump into an empty database, all or nothing.
restore_into() {
	age --decrypt --identity "${BACKUP_IDENTITY_FILE:?names the file with the private age key}" \
		--output "$work/dump" "$work/dump.age" || die "The backup cannot be decrypted with that key"
	pg_restore --exit-on-error --single-transaction --no-password --dbname "$1" "$work/dump" ||
		die "The backup cannot be restored into $1"
	rm -f "$work/dump"
}

# The number of rows of each table of the database, as JSON.
count_rows() {
	sql --dbname "$1" --command "$count_rows_sql"
}

count_rows_sql="select json_object_agg(table_name, (xpath('/row/n/text()', query_to_xml(
	format('select count(*) as n from %I.%I', table_schema, table_name), true, true, '')))[1]::text::bigint
	order by table_name)
	from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'"

# compare_rows DATABASE: the restored rows against those that were there when the dump was made.
compare_rows() {
	count_rows "$1" >"$work/restored.json"
	jq -en --slurpfile expected "$work/manifest.json" --slurpfile actual "$work/restored.json" \
		'$expected[0].tables == $actual[0] and ($actual[0] | length) > 0' >/dev/null || {
		jq -c .tables "$work/manifest.json" >&2
		cat "$work/restored.json" >&2
		die "What was restored is not what was saved"
	}
}

# shellcheck shell=bash
# shellcheck disable=SC2154
# An object store for the drills: a server that speaks S3, verifies signatures (AWS version 4) and keeps the
# objects as files. Sourced after lib.sh, never run.

s3_pom="$deploy/drills/s3/pom.xml"

# Where there is no Maven or no client, the backups go into a folder.
has_s3() {
	command -v mvn >/dev/null && command -v s3cmd >/dev/null
}

# start_s3: with an empty bucket `backups`, whose objects are files in $stack/objects/backups.
start_s3() {
	local port
	port="$(free_port)"
	secret s3
	mvn -B -q --no-transfer-progress -f "$s3_pom" dependency:build-classpath -Dmdep.outputFile="$stack/s3.classpath" \
		>"$stack/logs/s3.log" 2>&1 || die "The S3 server cannot be fetched"
	mkdir -p "$stack/objects"
	cat >"$stack/secrets/s3.properties" <<-END
		s3proxy.endpoint=http://127.0.0.1:$port
		s3proxy.authorization=aws-v4
		s3proxy.ignore-unknown-headers=true
		s3proxy.identity=drill
		s3proxy.credential=$(<"$stack/secrets/s3")
		jclouds.provider=filesystem-nio2
		jclouds.filesystem.basedir=$stack/objects
	END
	(cd "$stack" && exec "$java" -Xmx192m -Dlogback.configurationFile="$deploy/drills/s3/logback.xml" \
		-cp "$(<"$stack/s3.classpath")" org.gaul.s3proxy.Main --properties "$stack/secrets/s3.properties" \
		>>"$stack/logs/s3.log" 2>&1) &
	echo $! >"$stack/pids/s3"
	s3_configuration "$(<"$stack/secrets/s3")" >"$stack/secrets/s3cfg"
	s3_configuration "no-such-secret" >"$stack/secrets/s3cfg-wrong"
	export AWS_ACCESS_KEY_ID=drill AWS_DEFAULT_REGION=us-east-1 AWS_EC2_METADATA_DISABLED=true
	AWS_SECRET_ACCESS_KEY="$(<"$stack/secrets/s3")"
	export AWS_SECRET_ACCESS_KEY BACKUP_S3_ENDPOINT="http://127.0.0.1:$port" BACKUP_S3_CONFIG="$stack/secrets/s3cfg"
	await 120 s3cmd --quiet --config "$BACKUP_S3_CONFIG" mb s3://backups || die "The S3 server does not start"
}

s3_configuration() {
	printf '%s\n' '[default]' 'access_key = drill' "secret_key = $1" "host_base = 127.0.0.1:$port" \
		"host_bucket = 127.0.0.1:$port" 'use_https = False'
}

# stores_with CLIENT: a file goes there, is listed, comes back as it was, and is removed.
stores_with() {
	local store=(env BACKUP_STORE=s3://backups/tried BACKUP_S3_CLIENT="$1" "$deploy/backup/store")
	head -c 3000000 /dev/urandom >"$stack/sent"
	"${store[@]}" put "$stack/sent" a.dump.age && "${store[@]}" put "$stack/sent" b.dump.age &&
		[ "$("${store[@]}" list | sort | paste -sd ' ')" = 'a.dump.age b.dump.age' ] &&
		"${store[@]}" get b.dump.age "$stack/came" && cmp -s "$stack/sent" "$stack/came" &&
		"${store[@]}" delete b.dump.age && [ "$("${store[@]}" list)" = a.dump.age ] && "${store[@]}" delete a.dump.age
}

# A store that does not let us in is an error, and not an empty one.
tells_wrong_key() {
	local said
	said="$(BACKUP_S3_CONFIG="$stack/secrets/s3cfg-wrong" as_admin "$deploy/backup/verify" 2>&1)" && return 1
	grep -q 'The store cannot be listed' <<<"$said"
}

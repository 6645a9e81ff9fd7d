# shellcheck shell=bash
# shellcheck disable=SC2154
# An authority of our own, one server that goes by localhost, and the responder that says whether its certificate
# is still good. Sourced by lib.sh, never run.

make_certificates() {
	local tls="$stack/tls"
	mkdir -p "$tls"
	free_port >"$stack/ocsp_port"
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=Drill authority" \
		-keyout "$tls/ca.key" -out "$tls/ca.pem" 2>/dev/null
	openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost \
		-keyout "$tls/privkey.pem" -out "$tls/server.csr" 2>/dev/null
	openssl x509 -req -in "$tls/server.csr" -CA "$tls/ca.pem" -CAkey "$tls/ca.key" -CAcreateserial -days 2 \
		-extfile <(printf '%s\n' 'subjectAltName=DNS:localhost,IP:127.0.0.1' 'extendedKeyUsage=serverAuth' \
			"authorityInfoAccess=OCSP;URI:http://127.0.0.1:$(<"$stack/ocsp_port")") \
		-out "$tls/server.pem" 2>/dev/null
	cat "$tls/server.pem" "$tls/ca.pem" >"$tls/fullchain.pem"
	cp "$tls/ca.pem" "$tls/chain.pem"
}

start_ocsp() {
	local tls="$stack/tls"
	printf 'V\t%s\t\t%s\tunknown\t/CN=localhost\n' "$(date -u -d '2 days' +%y%m%d%H%M%SZ)" \
		"$(openssl x509 -in "$tls/server.pem" -noout -serial | cut -d = -f 2)" >"$tls/index"
	openssl ocsp -ignore_err -nmin 60 -index "$tls/index" -port "$(<"$stack/ocsp_port")" -CA "$tls/ca.pem" \
		-rsigner "$tls/ca.pem" -rkey "$tls/ca.key" >>"$stack/logs/ocsp.log" 2>&1 &
	echo $! >"$stack/pids/ocsp"
}

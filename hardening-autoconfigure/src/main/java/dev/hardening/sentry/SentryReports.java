package dev.hardening.sentry;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import dev.hardening.secrets.RedactionPolicy;
import dev.hardening.web.RequestId;
import io.sentry.Hint;
import io.sentry.Sentry.OptionsConfiguration;
import io.sentry.SentryEvent;
import io.sentry.SentryLogEvent;
import io.sentry.SentryOptions;
import io.sentry.SentryOptions.BeforeSendCallback;
import io.sentry.SentryOptions.BeforeSendTransactionCallback;
import io.sentry.SentryOptions.Logs.BeforeSendLogCallback;
import io.sentry.protocol.SentryTransaction;
import io.sentry.protocol.User;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Decides what a report may say, as the last of all that change it: a callback of the
 * user's runs before.
 */
final class SentryReports implements OptionsConfiguration<SentryOptions> {

	private static final String USER_ID = "user_id";

	private static final int HASH_LENGTH = 8;

	private final RedactionPolicy policy;

	private final SentryRedaction redaction;

	private final @Nullable String release;

	SentryReports(RedactionPolicy policy, @Nullable String release) {
		this.policy = policy;
		this.redaction = new SentryRedaction(policy);
		this.release = release;
	}

	@Override
	public void configure(SentryOptions options) {
		if (options.getRelease() == null && this.release != null) {
			options.setRelease(this.release);
		}
		BeforeSendCallback events = options.getBeforeSend();
		options.setBeforeSend((event, hint) -> {
			SentryEvent users = (events != null) ? events.execute(event, hint) : event;
			return (users != null) ? send(users, options) : null;
		});
		BeforeSendTransactionCallback traces = options.getBeforeSendTransaction();
		options.setBeforeSendTransaction((trace, hint) -> send(trace, hint, traces));
		BeforeSendLogCallback logs = options.getLogs().getBeforeSend();
		options.getLogs().setBeforeSend((log) -> send((logs != null) ? logs.execute(log) : log));
	}

	private @Nullable SentryEvent send(SentryEvent event, SentryOptions options) {
		if (SentryRefusals.isRefusal(event)) {
			return null;
		}
		this.redaction.redact(event);
		String requestId = MDC.get(RequestId.MDC_KEY);
		if (requestId != null) {
			event.setTag(RequestId.MDC_KEY, this.policy.redact(requestId));
		}
		if (event.getTransaction() != null) {
			event.setTag("route", event.getTransaction());
		}
		if (!options.isSendDefaultPii()) {
			event.setUser(anonymous(MDC.get(USER_ID), String.valueOf(options.getDsn())));
			if (event.getUser() != null) {
				event.setTag(USER_ID, event.getUser().getId());
			}
		}
		return event;
	}

	private @Nullable SentryTransaction send(SentryTransaction trace, Hint hint,
			@Nullable BeforeSendTransactionCallback callback) {
		SentryTransaction users = (callback != null) ? callback.execute(trace, hint) : trace;
		return (users != null && this.redaction.redact(users)) ? users : null;
	}

	private @Nullable SentryLogEvent send(@Nullable SentryLogEvent log) {
		if (log != null) {
			log.setBody(this.policy.redact(log.getBody()));
			// The arguments and the context of the line, each without the words around
			// it.
			log.setAttributes(null);
		}
		return log;
	}

	/**
	 * Make one user's reports recognizable as such without telling whose they are. Names
	 * can be guessed, so their hash depends on what only this application and Sentry
	 * know.
	 * @param name the name of the user
	 * @param key what the hash depends on
	 * @return the user, or {@code null} if there is none
	 */
	private static @Nullable User anonymous(@Nullable String name, String key) {
		if (name == null) {
			return null;
		}
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			byte[] hash = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
			User user = new User();
			user.setId(HexFormat.of().formatHex(hash, 0, HASH_LENGTH));
			return user;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("Every Java platform has HmacSHA256", ex);
		}
	}

}
